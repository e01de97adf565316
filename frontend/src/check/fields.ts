/** The parts of a question behind "Mehr angeben": which fit a channel, and which one a reason asks for. */
import type { CheckAnswer, Vocabulary } from "../lib/api/types";
import type { Question } from "../lib/url/question";

export const FIELDS = ["placement", "printRun", "sold", "paid", "commercial", "territory", "sensitive", "modifications"] as const;
export type Field = (typeof FIELDS)[number];
export type Channel = Vocabulary["channels"][number];

type Reason = CheckAnswer["decisions"][number]["reasons"][number];

/** Names of the API in `QUESTION_INCOMPLETE`, and reasons that mean one input. */
const ASKED_BY: Record<string, Field> = {
  placement: "placement", print_run: "printRun", sold: "sold", paid_promotion: "paid", commercial: "commercial",
  territory: "territory", sensitive_context: "sensitive", modifications: "modifications",
};
const MEANT_BY: Record<string, Field> = { GRANT_PRINT_RUN_UNKNOWN: "printRun", LIC_NC_UNCLEAR: "commercial" };
const UNCLEAR_PURPOSE = "PURPOSE_CLASSIFICATION_NEEDED";

export function fieldsOf(channel: Channel | undefined): Field[] {
  return FIELDS.filter((field) => (field === "placement" ? channel?.is_platform : field === "printRun" || field === "sold" ? channel?.has_copies : true));
}

export const isAnswered = (question: Question, field: Field): boolean => question[field] !== undefined;

/** Inputs that an answer hangs on, each with the reason that says so. */
export function missingFields(answer: CheckAnswer | null): Map<Field, Reason> {
  const found = new Map<Field, Reason>();
  for (const reason of (answer?.decisions ?? []).flatMap((each) => each.reasons)) {
    const params = reason.params as { field?: string };
    const field = reason.code === "QUESTION_INCOMPLETE" ? ASKED_BY[params.field ?? ""] : MEANT_BY[reason.code];
    if (field && !found.has(field)) found.set(field, reason);
  }
  return found;
}

export const purposeIsUnclear = (answer: CheckAnswer | null): boolean =>
  (answer?.decisions ?? []).some((each) => each.reasons.some((reason) => reason.code === UNCLEAR_PURPOSE));
