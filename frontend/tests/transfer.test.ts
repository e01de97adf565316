import { describe, expect, it } from "vitest";
import { ApiProblem } from "../src/lib/api/client";
import type { SignedPart, UploadFile } from "../src/lib/api/uploads";
import { fingerprintOf } from "../src/upload/fingerprint";
import { Rate } from "../src/upload/rate";
import { Transfer, type Ports, type Progress } from "../src/upload/transfer";

const PART = 5;
const text = (length: number) => new Blob([Array.from({ length }, (_, at) => String.fromCharCode(97 + (at % 26))).join("")]);
const soon = () => new Date(Date.now() + 3600_000).toISOString();

/** A store that keeps what it is sent and, at will, refuses the n-th time it is asked. */
function store(refusals: (asked: number) => number = () => 200) {
  const held = new Map<number, string>();
  const seen: Progress[] = [];
  const calls = { put: 0, sign: 0, list: 0, complete: 0, flying: 0, most: 0 };
  let arrived: (file: UploadFile) => void = () => undefined;
  const done = new Promise<UploadFile>((resolve) => (arrived = resolve));
  const ports: Ports = {
    parts: {
      sign: async (_file, numbers) => {
        calls.sign += 1;
        return numbers.map((number): SignedPart => ({ number, method: "PUT", url: `/${number}`, size_bytes: PART, expires_at: soon() }));
      },
      list: async () => {
        calls.list += 1;
        return [...held].map(([number, bytes]) => ({ number, size_bytes: bytes.length }));
      },
      complete: async () => {
        calls.complete += 1;
        return { id: "a", state: "arrived" } as UploadFile;
      },
    },
    put: async (url, bytes, onprogress) => {
      calls.put += 1;
      calls.flying += 1;
      calls.most = Math.max(calls.most, calls.flying);
      const status = refusals(calls.put);
      const content = await bytes.text();
      onprogress(content.length);
      calls.flying -= 1;
      if (status === 200) held.set(Number(url.slice(1)), content);
      return status;
    },
    changed: (_id, progress) => seen.push(progress),
    arrived: (_id, file) => arrived(file),
    wait: async () => undefined,
  };
  const whole = () => [...held].sort(([a], [b]) => a - b).map(([, bytes]) => bytes).join("");
  return { ports, calls, seen, held, done, whole };
}

describe("a transfer", () => {
  it("arrives byte for byte, in parts", async () => {
    const to = store();
    const bytes = text(42);
    new Transfer(to.ports).add({ id: "a", bytes, part_bytes: PART });
    await to.done;
    expect(to.whole()).toBe(await bytes.text());
    expect(to.seen.at(-1)).toMatchObject({ phase: "done", safe: 42 });
  });

  it.each([0, 403, 503])("asks for fresh addresses after a %d and goes on", async (status) => {
    const to = store((asked) => (asked % 2 === 1 ? status : 200));
    const bytes = text(31);
    new Transfer(to.ports).add({ id: "a", bytes, part_bytes: PART });
    await to.done;
    expect(to.whole()).toBe(await bytes.text());
    expect(to.calls.sign).toBeGreaterThan(1);
    expect(to.seen.some((each) => each.phase === "retrying")).toBe(true);
  });

  it("sends only what the store does not hold, and again what has another size", async () => {
    const to = store();
    to.held.set(1, "abcde");
    to.held.set(2, "fg");
    new Transfer(to.ports).add({ id: "a", bytes: text(15), part_bytes: PART });
    await to.done;
    expect(to.calls.put).toBe(2);
    expect(to.whole()).toBe(await text(15).text());
  });

  it("looks again when the server misses a part at the end", async () => {
    const to = store();
    const { complete } = to.ports.parts;
    to.ports.parts.complete = async (id) => {
      if (to.calls.complete === 0) {
        to.calls.complete += 1;
        to.held.delete(2);
        throw new ApiProblem("part-missing", 409);
      }
      return complete(id);
    };
    new Transfer(to.ports).add({ id: "a", bytes: text(15), part_bytes: PART });
    await to.done;
    expect(to.held.size).toBe(3);
  });

  it("stops with a reason when the server says no", async () => {
    const to = store();
    to.ports.parts.sign = async () => { throw new ApiProblem("draft-closed", 422); };
    await new Promise<void>((resolve) => {
      to.ports.changed = (_id, progress) => { to.seen.push(progress); if (progress.phase === "failed") resolve(); };
      new Transfer(to.ports).add({ id: "a", bytes: text(9), part_bytes: PART });
    });
    expect(to.seen.at(-1)).toMatchObject({ phase: "failed", reason: "draft-closed" });
  });

  it("gives up only when its patience has run out", async () => {
    const to = store(() => 0);
    to.ports.patience_ms = -1;
    await new Promise<void>((resolve) => {
      to.ports.changed = (_id, progress) => { to.seen.push(progress); if (progress.phase === "failed") resolve(); };
      new Transfer(to.ports).add({ id: "a", bytes: text(9), part_bytes: PART });
    });
    expect(to.seen.at(-1)?.reason).toBe("gave-up");
  });

  it("pauses and goes on without sending anything twice", async () => {
    const to = store();
    const bytes = text(60);
    const transfer = new Transfer(to.ports);
    const { put } = to.ports;
    let isPaused = false;
    to.ports.put = async (...sent) => {
      const status = await put(...sent);
      if (to.calls.put >= 4 && !isPaused) {
        isPaused = true;
        transfer.pause("a");
      }
      if (sent[3].aborted) throw new DOMException("stopped", "AbortError");
      return status;
    };
    transfer.add({ id: "a", bytes, part_bytes: PART });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(to.seen.at(-1)?.phase).toBe("paused");
    const before = to.held.size;
    expect(before).toBeLessThan(12);
    transfer.resume("a");
    await to.done;
    expect(to.whole()).toBe(await bytes.text());
  });

  it("never has more than six parts on the way, for any number of files", async () => {
    const to = store();
    const transfer = new Transfer(to.ports);
    let left = 9;
    await new Promise<void>((resolve) => {
      to.ports.arrived = () => { left -= 1; if (left === 0) resolve(); };
      for (let at = 0; at < 9; at += 1) transfer.add({ id: `f${at}`, bytes: text(40), part_bytes: PART });
    });
    expect(to.calls.most).toBeLessThanOrEqual(6);
  });
});

describe("what is known about a file", () => {
  it("finds the same bytes again and tells others apart", async () => {
    const mark = await fingerprintOf(text(200_000));
    expect(await fingerprintOf(text(200_000))).toBe(mark);
    expect(await fingerprintOf(text(200_001))).not.toBe(mark);
    expect(mark.length).toBeLessThanOrEqual(100);
  });

  it("says a rate and minutes after a second, and nothing before", () => {
    const rate = new Rate();
    rate.note(0, 0);
    expect(rate.minutesFor(100)).toBeNull();
    rate.note(2_000_000, 2000);
    expect(rate.now).toBe(1_000_000);
    expect(rate.minutesFor(120_000_000)).toBe(2);
  });
});
