/**
 * Sends files in parts until they have arrived, for hours if it must.
 *
 * A store that refuses an expired address does so without CORS headers, which a browser reports as status 0: so 0 and
 * 403 both mean "ask for fresh addresses". What has arrived is known by the server's list, never by memory alone. Only
 * slices of a file are read, a part at a time, so memory does not grow with the file.
 */
import { ApiProblem } from "../lib/api/client";
import type { Parts, SignedPart, UploadFile } from "../lib/api/uploads";

export type Phase = "waiting" | "sending" | "paused" | "retrying" | "finishing" | "done" | "failed";

export interface Progress {
  phase: Phase;
  /** Bytes that the store holds, and those on their way. */
  safe: number;
  flying: number;
  /** Code of what stopped it for good. */
  reason: string | null;
}

export interface Sending {
  id: string;
  bytes: Blob;
  part_bytes: number;
}

export interface Ports {
  parts: Parts;
  put: (url: string, bytes: Blob, onprogress: (bytes: number) => void, signal: AbortSignal) => Promise<number>;
  changed: (id: string, progress: Progress) => void;
  arrived: (id: string, file: UploadFile) => void;
  /** Gives up only after this long without anything getting through. */
  patience_ms?: number;
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const FILES_AT_ONCE = 4;
const PARTS_AT_ONCE = 6;
const PARTS_OF_A_FILE = 3;
const SIGNED_AHEAD = 12;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
const PATIENCE_MS = 12 * 3600_000;
const EXPIRES_SOON_MS = 30_000;

export class Stopped extends Error {}

interface Job extends Sending, Progress {
  stop: AbortController;
  wake: AbortController;
  stored: Set<number>;
  onTheWay: Map<number, number>;
  signed: Map<number, SignedPart>;
  signing: Promise<void> | null;
  lastLuck: number;
  misses: number;
}

const pauseFor = (ms: number, signal: AbortSignal) => new Promise<void>((resolve) => {
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
});

export const partsOf = (job: Pick<Sending, "bytes" | "part_bytes">): number => Math.max(1, Math.ceil(job.bytes.size / job.part_bytes));
export const sizeOfPart = (job: Pick<Sending, "bytes" | "part_bytes">, number: number): number =>
  Math.min(job.part_bytes, job.bytes.size - (number - 1) * job.part_bytes);

/** Nothing but time or a new try helps against these; everything else is an answer. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status === 429 || error.status >= 500 || error.status === 401;

export class Transfer {
  #jobs = new Map<string, Job>();
  #running = 0;
  #flying = 0;
  #queue: (() => void)[] = [];
  #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  add(sending: Sending): void {
    if (this.#jobs.has(sending.id)) return;
    this.#jobs.set(sending.id, {
      ...sending, phase: "waiting", safe: 0, flying: 0, reason: null, stop: new AbortController(), wake: new AbortController(),
      stored: new Set(), onTheWay: new Map(), signed: new Map(), signing: null, lastLuck: Date.now(), misses: 0,
    });
    this.#say(sending.id);
    this.#next();
  }

  has = (id: string): boolean => this.#jobs.has(id);

  pause(id: string): void {
    const job = this.#jobs.get(id);
    if (!job || ["done", "failed", "paused"].includes(job.phase)) return;
    this.#enter(job, "paused");
    job.stop.abort();
  }

  resume(id: string): void {
    const job = this.#jobs.get(id);
    if (!job || !["paused", "failed"].includes(job.phase)) return;
    job.stop = new AbortController();
    job.reason = null;
    job.lastLuck = Date.now();
    this.#enter(job, "waiting");
    this.#next();
  }

  /** Whatever waits for its next try goes on now. */
  hurry(id?: string): void {
    for (const job of this.#jobs.values()) {
      if (id && job.id !== id) continue;
      if (job.phase === "failed") this.resume(job.id);
      job.misses = 0;
      job.wake.abort();
    }
  }

  forget(id: string): void {
    const job = this.#jobs.get(id);
    if (!job) return;
    this.#jobs.delete(id);
    job.phase = "done";
    job.stop.abort();
  }

  #say(id: string): void {
    const job = this.#jobs.get(id);
    if (job) this.#ports.changed(id, { phase: job.phase, safe: job.safe, flying: job.flying, reason: job.reason });
  }

  #enter(job: Job, phase: Phase): void {
    job.phase = phase;
    this.#say(job.id);
  }

  #next(): void {
    for (const job of this.#jobs.values()) {
      if (this.#running >= FILES_AT_ONCE) return;
      if (job.phase === "waiting") void this.#run(job);
    }
  }

  async #run(job: Job): Promise<void> {
    this.#running += 1;
    this.#enter(job, "sending");
    const { signal } = job.stop;
    try {
      await this.#send(job, signal);
    } catch (error) {
      if (!signal.aborted) {
        job.reason = error instanceof ApiProblem ? error.code : error instanceof Stopped ? error.message : "unreadable";
        this.#enter(job, "failed");
        job.stop.abort();
      }
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }

  async #send(job: Job, signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#take(job, signal);
      await this.#sendParts(job, signal);
      this.#enter(job, "finishing");
      try {
        const file = await this.#persist(job, signal, () => this.#ports.parts.complete(job.id));
        job.safe = job.bytes.size;
        this.#enter(job, "done");
        this.#jobs.delete(job.id);
        return this.#ports.arrived(job.id, file);
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== "part-missing") throw error;
        this.#miss(job);
        await this.#rest(job, signal);
      }
    }
  }

  /** What the server holds is what counts: a part of another size is sent again. */
  async #take(job: Job, signal: AbortSignal): Promise<void> {
    const stored = await this.#persist(job, signal, () => this.#ports.parts.list(job.id));
    job.stored = new Set(stored.filter((part) => part.size_bytes === sizeOfPart(job, part.number)).map((part) => part.number));
    this.#count(job);
  }

  #count(job: Job): void {
    job.safe = [...job.stored].reduce((sum, number) => sum + sizeOfPart(job, number), 0);
    job.flying = [...job.onTheWay.values()].reduce((sum, bytes) => sum + bytes, 0);
    this.#say(job.id);
  }

  async #sendParts(job: Job, signal: AbortSignal): Promise<void> {
    const missing = Array.from({ length: partsOf(job) }, (_, at) => at + 1).filter((number) => !job.stored.has(number));
    const lane = async () => {
      for (let number = missing.shift(); number !== undefined; number = missing.shift()) await this.#sendPart(job, number, missing, signal);
    };
    await Promise.all(Array.from({ length: PARTS_OF_A_FILE }, lane));
  }

  async #sendPart(job: Job, number: number, ahead: number[], signal: AbortSignal): Promise<void> {
    while (!job.stored.has(number)) {
      const part = await this.#address(job, number, ahead, signal);
      const status = await this.#slot(() => this.#put(job, part, signal), signal);
      job.onTheWay.delete(number);
      if (status >= 200 && status < 300) {
        job.stored.add(number);
        job.lastLuck = Date.now();
        job.misses = 0;
        if (job.phase === "retrying") job.phase = "sending";
        this.#count(job);
        continue;
      }
      job.signed.delete(number);
      this.#count(job);
      this.#miss(job);
      await this.#rest(job, signal);
    }
  }

  async #put(job: Job, part: SignedPart, signal: AbortSignal): Promise<number> {
    const from = (part.number - 1) * job.part_bytes;
    const bytes = job.bytes.slice(from, from + sizeOfPart(job, part.number));
    return this.#ports.put(part.url, bytes, (sent) => {
      job.onTheWay.set(part.number, Math.min(sent, bytes.size));
      this.#count(job);
    }, signal);
  }

  /** Addresses come a dozen at a time, and fresh when they have expired or were refused. */
  async #address(job: Job, number: number, ahead: number[], signal: AbortSignal): Promise<SignedPart> {
    for (;;) {
      const part = job.signed.get(number);
      if (part && Date.parse(part.expires_at) - Date.now() > EXPIRES_SOON_MS) return part;
      if (job.signing === null) {
        const numbers = [number, ...ahead.filter((each) => !job.signed.has(each)).slice(0, SIGNED_AHEAD - 1)];
        job.signing = this.#persist(job, signal, () => this.#ports.parts.sign(job.id, numbers))
          .then((parts) => parts.forEach((each) => job.signed.set(each.number, each)))
          .finally(() => (job.signing = null));
      }
      await job.signing;
    }
  }

  /** No more parts at once than a connection carries well, whatever the number of files. */
  async #slot<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    while (this.#flying >= PARTS_AT_ONCE) await new Promise<void>((resolve) => this.#queue.push(resolve));
    if (signal.aborted) {
      this.#queue.shift()?.();
      throw new Stopped("stopped");
    }
    this.#flying += 1;
    try {
      return await work();
    } finally {
      this.#flying -= 1;
      this.#queue.shift()?.();
    }
  }

  /** Ask until there is an answer. */
  async #persist<T>(job: Job, signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
    for (;;) {
      if (signal.aborted) throw new Stopped("stopped");
      try {
        const answer = await ask();
        job.misses = 0;
        job.lastLuck = Date.now();
        if (job.phase === "retrying") this.#enter(job, "sending");
        return answer;
      } catch (error) {
        if (signal.aborted || !isPassing(error)) throw error;
        this.#miss(job);
        await this.#rest(job, signal);
      }
    }
  }

  #miss(job: Job): void {
    job.misses += 1;
    if (Date.now() - job.lastLuck > (this.#ports.patience_ms ?? PATIENCE_MS)) throw new Stopped("gave-up");
  }

  /** Twice as long after each miss, at most a minute, never in step with the others. */
  async #rest(job: Job, signal: AbortSignal): Promise<void> {
    if (job.phase !== "paused") this.#enter(job, "retrying");
    job.wake = new AbortController();
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(job.misses - 1, 6));
    const both = AbortSignal.any([signal, job.wake.signal]);
    await (this.#ports.wait ?? pauseFor)(longest * (0.5 + Math.random() / 2), both);
    if (signal.aborted) throw new Stopped("stopped");
  }
}
