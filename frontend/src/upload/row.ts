/** What a row says about its file: state in words, a bar, one act. */
import type { UploadFile } from "../lib/api/uploads";
import type { Progress } from "./transfer";

export type Act = "pause" | "resume" | "tryNow" | "leaveOut" | "takeBack" | null;
export type Tone = "done" | "going" | "held" | "bad" | "info";

export interface RowState {
  /** Key of the words for the state. */
  word: string;
  tone: Tone;
  act: Act;
  share: number;
}

const BY_PHASE: Record<string, [word: string, tone: Tone, act: Act]> = {
  waiting: ["waiting", "going", "leaveOut"], sending: ["sending", "going", "pause"], finishing: ["finishing", "going", null],
  paused: ["paused", "held", "resume"], retrying: ["retrying", "held", "tryNow"], failed: ["failed", "bad", "tryNow"], done: ["arrived", "done", null],
};
const BY_STATE: Record<string, [word: string, tone: Tone, act: Act]> = {
  arrived: ["arrived", "done", null], ready: ["ready", "done", "leaveOut"], duplicate: ["duplicate", "info", null], refused: ["refused", "bad", null],
  quarantined: ["quarantined", "bad", null], left_out: ["left_out", "held", "takeBack"], taken_over: ["taken_over", "done", null],
};
const MISSING: [string, Tone, Act] = ["missing", "held", "leaveOut"];

export function rowState(file: UploadFile, progress: Progress | undefined): RowState {
  const [word, tone, act] = file.state === "receiving" ? (progress ? (BY_PHASE[progress.phase] ?? MISSING) : MISSING) : (BY_STATE[file.state] ?? MISSING);
  const safe = progress ? progress.safe + progress.flying : file.arrived_bytes;
  return { word, tone, act, share: file.state === "receiving" ? Math.min(1, safe / Math.max(1, file.size_bytes)) : 1 };
}

const ATTENTION: Record<Tone, number> = { bad: 0, info: 0, held: 1, going: 2, done: 3 };

/** What needs somebody comes first, then what moves, then what is there; within that in the order chosen. */
export function byAttention(files: UploadFile[], progress: Record<string, Progress>): UploadFile[] {
  const rank = (file: UploadFile) => (file.choice === "ask" || file.state !== "duplicate" ? ATTENTION[rowState(file, progress[file.id]).tone] : 3);
  return [...files].sort((a, b) => rank(a) - rank(b) || a.position - b.position);
}
