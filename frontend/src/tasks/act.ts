/** Where a task is done: on a page of its own, or here with a note. */
import type { Task } from "../lib/api/types";
import { changedQuestion, usualQuestion } from "../lib/url/question";
import { questionSearch, searchAddress } from "../lib/url/search-state";

export function pageFor(task: Task): string | null {
  if (task.decision && task.asset && (task.kind === "decide" || task.kind === "review")) return `/entscheiden/${task.decision.id}`;
  if (task.kind === "expiry" && task.grant) return `/verwaltung/vertraege/${task.grant}`;
  if ((task.kind === "reconfirm" || task.kind === "expiry") && task.consent) return `/verwaltung/einwilligungen/${task.consent}`;
  if (task.asset && ["missing", "expiry", "review"].includes(task.kind)) return `/medium/${task.asset.id}`;
  return null;
}

/** The asker's question, as the address of the picture has it. */
export function askedAddress(asset: string, question: Record<string, unknown>): string {
  const asked = changedQuestion(usualQuestion(String(question.channel ?? "website")), question);
  return searchAddress(questionSearch(asked), `/medium/${asset}`);
}
