/** What a dry run says, as rows for people. */
import type { BatchAnswer } from "../lib/api/types";

export interface EffectRow {
  channel: string;
  verdict: string;
  usable: number;
  all: number;
}

export const effectRows = (answer: BatchAnswer): EffectRow[] =>
  answer.effect.map((each) => ({ channel: each.channel, usable: each.usable, all: answer.results.length, verdict: each.usable > 0 ? "allowed_with_duties" : "forbidden" }));
