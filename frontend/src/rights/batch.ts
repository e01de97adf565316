/** Changes that a selection can be given at once, and what a dry run says, as rows for people. */
import type { BatchAnswer } from "../lib/api/types";

export type Change = "origin" | "persons" | "works" | "embargo";

export const CHANGES: Record<Exclude<Change, "origin">, Record<string, unknown>> = {
  persons: { states: { persons: "none_confirmed" } },
  works: { states: { works: "none_confirmed", property: "none_confirmed" } },
  embargo: { embargo: null },
};

/** Takes somebody who has looked at every picture of the selection. */
export const isConfirmation = (change: Change): boolean => change === "persons" || change === "works";

export interface EffectRow {
  channel: string;
  usable: number;
  all: number;
}

export const effectRows = (answer: BatchAnswer): EffectRow[] =>
  answer.effect.map((each) => ({ channel: each.channel, usable: each.usable, all: answer.results.length }));
