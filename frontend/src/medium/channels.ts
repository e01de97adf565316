import type { Vocabulary } from "../lib/api/types";

type Channel = Vocabulary["channels"][number];

const FIRST = ["website", "instagram", "facebook", "linkedin", "newsletter", "press", "print", "merchandise"];

/** Up to eight channels in a settled order; the chosen one is always among them. */
export function shownChannels(all: readonly Channel[], chosen?: string): Channel[] {
  const first = FIRST.flatMap((code) => all.find((each) => each.code === code) ?? []);
  const other = all.find((each) => each.code === chosen && !FIRST.includes(each.code));
  return other ? [...first.slice(0, -1), other] : first;
}
