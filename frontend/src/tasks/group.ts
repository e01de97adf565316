/** Tasks by what happens if nobody acts, and the words for a deadline. */
import type { Task } from "../lib/api/types";
import { berlinDay, clock, day, today } from "../lib/format";
import { w } from "../lib/messages/tasks";
import { language } from "../lib/state/language.svelte";

export const GROUPS = ["today", "soon", "decide", "missing", "later"] as const;
export type Group = (typeof GROUPS)[number];

const DAY_MS = 86_400_000;

/** The API groups by its own clock; a group that is unknown here still has a place. */
export const groupOf = (task: Pick<Task, "group">): Group => GROUPS.find((each) => each === task.group) ?? "missing";

export interface Due {
  strong: string;
  rest: string;
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / DAY_MS);

/** The deadline, or for how long somebody has been waiting. */
export function dueOf(task: Pick<Task, "due_at" | "created_at" | "group">, now = today()): Due {
  if (groupOf(task) === "decide") {
    const waiting = daysBetween(berlinDay(task.created_at), now);
    const strong = waiting < 1 ? w().today : w().daysAgo(waiting);
    return { strong, rest: task.due_at ? day(berlinDay(task.due_at), language()) : "" };
  }
  if (!task.due_at) return { strong: w().noDue, rest: "" };
  const on = berlinDay(task.due_at);
  const days = daysBetween(now, on);
  const short = day(on, language());
  if (days < 0) return { strong: w().overdue, rest: short };
  return days === 0 ? { strong: w().today, rest: w().untilTime(clock(task.due_at, language())) } : { strong: short, rest: w().inDays(days) };
}
