/**
 * One draft: what the server holds, the files of this machine, and the transfer between them.
 *
 * A draft outlives its page: it is kept here while the tab lives, so that the transfer goes on behind every other page.
 * After the tab was closed the server still has the draft; the same files, chosen again, are known by their fingerprint.
 */
import { ApiProblem } from "../lib/api/client";
import { putPart } from "../lib/api/parts";
import {
  abortFile, addDraft, addFiles, changeDraft, changeFile, changeFiles, getDraft, partsOfDraft,
  type Details, type Refused, type UploadDraft, type UploadFile,
} from "../lib/api/uploads";
import { isIn, readClaims, writeClaims, type Claims } from "./claims";
import { fingerprintOf } from "./fingerprint";
import type { Picked } from "./picking";
import { Rate } from "./rate";
import { Transfer, type Progress } from "./transfer";

const UNCLEAR = "unclear";
const POLL_MS = 1500;
const SAVE_AFTER_MS = 700;
const SAVE_AGAIN_MS = 5000;
const SHOW_EVERY_MS = 200;

/** Whether a later try may go well without another answer. */
const passes = (problem: ApiProblem): boolean => problem.status === 0 || problem.status === 429 || problem.status >= 500;

export class Draft {
  server = $state.raw<UploadDraft | null>(null);
  claims = $state<Claims | null>(null);
  progress = $state.raw<Record<string, Progress>>({});
  refused = $state.raw<Refused[]>([]);
  problem = $state("");
  saving = $state(false);
  /** Whether something was answered that the server does not hold yet: what it says is missing may be older. */
  unsaved = $state(false);
  reading = $state(false);
  minutesLeft = $state<number | null>(null);
  bytesPerSecond = $state(0);
  readonly id: string;
  readonly local = new Map<string, File>();
  #transfer: Transfer;
  #fresh: Record<string, Progress> = {};
  #shown: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setTimeout> | undefined;
  #save: ReturnType<typeof setTimeout> | undefined;
  #rate = new Rate();

  constructor(id: string) {
    this.id = id;
    this.#transfer = new Transfer({ parts: partsOfDraft(id), put: putPart, changed: this.#changed, arrived: this.#arrived });
    addEventListener("online", () => this.#transfer.hurry());
  }

  get files(): UploadFile[] {
    return this.server?.files ?? [];
  }

  /** What the server says is missing, without an origin that was chosen since. */
  get missing(): UploadDraft["missing"] {
    const isChosen = this.claims?.preset && this.claims.preset.code !== UNCLEAR;
    return (this.server?.missing ?? []).filter((gap) => gap.code !== "preset" || !isChosen);
  }

  get taking(): UploadFile[] {
    return this.files.filter(isIn);
  }

  /** Files that the server waits for and this tab does not have: chosen in an earlier life of the page. */
  get waitingForFiles(): UploadFile[] {
    return this.files.filter((file) => file.state === "receiving" && !this.local.has(file.id));
  }

  get isSending(): boolean {
    return Object.values(this.progress).some((each) => !["done", "failed", "paused"].includes(each.phase));
  }

  safeBytes(file: UploadFile): number {
    if (file.state !== "receiving") return file.size_bytes;
    const known = this.progress[file.id];
    return known ? Math.min(file.size_bytes, Math.max(known.safe + known.flying, 0)) : file.arrived_bytes;
  }

  get totals(): { bytes: number; safe: number } {
    return this.files.filter((file) => file.state !== "left_out" && file.state !== "refused")
      .reduce((sum, file) => ({ bytes: sum.bytes + file.size_bytes, safe: sum.safe + this.safeBytes(file) }), { bytes: 0, safe: 0 });
  }

  async load(): Promise<void> {
    clearTimeout(this.#poll);
    try {
      this.#hold(await getDraft(this.id));
      if (!this.unsaved) this.problem = "";
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.code === "not-signed-in") throw error;
      this.problem = error.code;
    }
    this.#poll = setTimeout(() => void this.load(), this.#isBusy ? POLL_MS : POLL_MS * 10);
  }

  stopWatching(): void {
    clearTimeout(this.#poll);
  }

  get #isBusy(): boolean {
    return this.files.some((file) => file.state === "arrived" || (file.state === "receiving" && this.local.has(file.id)));
  }

  /** An answer to a question from before the last save is of yesterday, and would undo it. */
  #hold(found: UploadDraft): void {
    if (this.server && found.version < this.server.version) return;
    this.server = found;
    if (this.claims === null || !this.unsaved) this.claims = readClaims(found);
  }

  async choose(picked: Picked[]): Promise<void> {
    this.reading = true;
    try {
      const rest = await this.#known(picked);
      if (rest.length > 0) {
        const bodies = rest.map(({ file, folder, mark }) => ({ filename: file.name, folder, size_bytes: file.size, fingerprint: mark }));
        const added = await addFiles(this.id, bodies);
        this.refused = [...this.refused, ...added.refused];
        const free = [...rest];
        for (const made of added.files) {
          const at = free.findIndex(({ file, folder }) => file.name === made.filename && file.size === made.size_bytes && (folder === made.folder || !made.folder));
          const [one] = free.splice(at === -1 ? 0 : at, 1);
          if (one) this.#send(made, one.file);
        }
      }
      await this.load();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.problem = error.code;
    } finally {
      this.reading = false;
    }
  }

  /** Go on with what the server waits for; leave the rest. What has arrived already is not sent twice. */
  async #known(picked: Picked[]): Promise<(Picked & { mark: string })[]> {
    const rest: (Picked & { mark: string })[] = [];
    const waiting = [...this.waitingForFiles];
    const here = new Set(this.files.filter((file) => !waiting.includes(file) && file.state !== "left_out").map((file) => `${file.filename} ${file.fingerprint ?? ""}`));
    for (const each of picked) {
      const mark = await fingerprintOf(each.file);
      const at = waiting.findIndex((file) => file.size_bytes === each.file.size && (file.fingerprint ? file.fingerprint === mark : file.filename === each.file.name));
      const [found] = at === -1 ? [] : waiting.splice(at, 1);
      if (found) this.#send(found, each.file);
      else if (!here.has(`${each.file.name} ${mark}`)) rest.push({ ...each, mark });
    }
    return rest;
  }

  #send(file: UploadFile, bytes: File): void {
    this.local.set(file.id, bytes);
    this.#transfer.add({ id: file.id, bytes, part_bytes: file.part_bytes });
  }

  #changed = (id: string, progress: Progress): void => {
    this.#fresh[id] = progress;
    this.#shown ??= setTimeout(() => {
      this.#shown = undefined;
      this.progress = { ...this.progress, ...this.#fresh };
      this.#fresh = {};
      const { bytes, safe } = this.totals;
      this.#rate.note(safe, Date.now());
      this.bytesPerSecond = this.#rate.now;
      this.minutesLeft = this.#rate.minutesFor(bytes - safe);
    }, SHOW_EVERY_MS);
  };

  #arrived = (id: string, file: UploadFile): void => {
    this.#replace({ ...file, id });
    clearTimeout(this.#poll);
    this.#poll = setTimeout(() => void this.load(), POLL_MS);
  };

  #replace(file: UploadFile): void {
    if (this.server) this.server = { ...this.server, files: this.server.files.map((each) => (each.id === file.id ? file : each)) };
  }

  pause = (id: string): void => this.#transfer.pause(id);
  resume = (id: string): void => this.#transfer.resume(id);
  hurry = (id?: string): void => this.#transfer.hurry(id);
  pauseAll = (): void => this.files.forEach((file) => this.#transfer.pause(file.id));
  resumeAll = (): void => this.files.forEach((file) => this.#transfer.resume(file.id));

  async leaveOut(file: UploadFile): Promise<void> {
    this.#transfer.forget(file.id);
    this.local.delete(file.id);
    if (file.state === "receiving") await abortFile(this.id, file.id).catch(() => undefined);
    await this.#change(file, { left_out: true });
  }

  takeBack = (file: UploadFile): Promise<void> => this.#change(file, { left_out: false });
  decide = (file: UploadFile, choice: "use_existing" | "keep_both"): Promise<void> => this.#change(file, { choice });

  async #change(file: UploadFile, body: Record<string, unknown>): Promise<void> {
    try {
      this.#replace(await changeFile(this.id, file.id, body));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.problem = error.code;
    }
    void this.load();
  }

  /** The same change for many, or each its own. */
  async describe(changes: { id: string; details: Details }[]): Promise<void> {
    const byId = new Map(changes.map((each) => [each.id, each.details]));
    if (this.server) {
      this.server = { ...this.server, files: this.files.map((file) => (byId.has(file.id) ? { ...file, details: { ...file.details, ...byId.get(file.id) } } : file)) };
    }
    await this.#kept(() => changeFiles(this.id, changes));
  }

  /** Said again after a moment of rest; nothing typed is lost by a reload in between. */
  claim(): void {
    this.unsaved = true;
    clearTimeout(this.#save);
    this.#save = setTimeout(() => void this.save(), SAVE_AFTER_MS);
  }

  async save(): Promise<void> {
    clearTimeout(this.#save);
    if (!this.server || !this.claims || !this.unsaved) return;
    const claims = $state.snapshot(this.claims) as Claims;
    const body = { claims: writeClaims(claims), visibility: claims.batch.visibility, campaign: claims.batch.campaign };
    this.saving = true;
    const trouble = await this.#kept(async () => {
      const saved = await changeDraft(this.id, this.server?.version ?? 1, body).catch(async (error: unknown) => {
        if (!(error instanceof ApiProblem) || error.status !== 412) throw error;
        const fresh = await getDraft(this.id);
        return changeDraft(this.id, fresh.version, body);
      });
      this.unsaved = JSON.stringify($state.snapshot(this.claims)) !== JSON.stringify(claims);
      if (saved?.files) this.#hold(saved);
    });
    this.saving = false;
    if (trouble === null && this.unsaved) this.claim();
    if (trouble && passes(trouble)) this.#save = setTimeout(() => void this.save(), SAVE_AGAIN_MS);
  }

  /** What came in between, told to the person; what they answered stays as it is. */
  async #kept(act: () => Promise<unknown>): Promise<ApiProblem | null> {
    try {
      await act();
      this.problem = "";
      return null;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.problem = error.problem?.errors?.[0]?.message ?? error.code;
      return error;
    }
  }
}

const open = new Map<string, Draft>();

export function draftOf(id: string): Draft {
  const found = open.get(id) ?? new Draft(id);
  open.set(id, found);
  return found;
}

export async function beginDraft(organization: string): Promise<Draft> {
  const made = await addDraft(organization);
  return draftOf(made.id);
}

addEventListener("beforeunload", (event) => {
  if ([...open.values()].some((draft) => draft.isSending)) event.preventDefault();
});
