/** The question "may we show this, there, for that, then?": its German keys in the address and its names in the API. */
import type { QuestionBody } from "../api/types";

export interface Question {
  channel: string;
  placement?: string;
  purpose: string;
  /** ISO date, or the word `heute`, which is resolved when the question is asked. */
  from: string;
  until?: string;
  organization?: string;
  paid?: YesNo;
  commercial?: YesNo;
  sold?: YesNo;
  sensitive?: YesNo;
  printRun?: number;
  territory?: string;
  modifications?: string[];
}

export type YesNo = "yes" | "no";

export const TODAY = "heute";
export const USUAL_PURPOSE = "public_relations";
const YES_NO: Record<string, YesNo> = { ja: "yes", nein: "no" };
const GERMAN: Record<YesNo, string> = { yes: "ja", no: "nein" };
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export const QUESTION_KEYS = [
  "wofuer", "platz", "zweck", "von", "bis", "als", "bezahlt", "kommerziell", "auflage", "verkauf", "gebiet", "heikel",
  "bearbeitung",
] as const;

export function usualQuestion(channel: string, organization?: string): Question {
  return { channel, purpose: USUAL_PURPOSE, from: TODAY, organization };
}

/** No channel, no question: half a question is not asked. */
export function readQuestion(params: URLSearchParams): Question | null {
  const channel = params.get("wofuer");
  if (!channel) return null;
  const run = Number(params.get("auflage"));
  const day = (key: string) => (DATE.test(params.get(key) ?? "") ? (params.get(key) ?? undefined) : undefined);
  const yesNo = (key: string) => YES_NO[params.get(key) ?? ""];
  return {
    channel,
    placement: params.get("platz") ?? undefined,
    purpose: params.get("zweck") ?? USUAL_PURPOSE,
    from: day("von") ?? TODAY,
    until: day("bis"),
    organization: params.get("als") ?? undefined,
    paid: yesNo("bezahlt"),
    commercial: yesNo("kommerziell"),
    sold: yesNo("verkauf"),
    sensitive: yesNo("heikel"),
    printRun: Number.isInteger(run) && run > 0 ? run : undefined,
    territory: params.get("gebiet") ?? undefined,
    modifications: params.get("bearbeitung")?.split(",").filter(Boolean),
  };
}

export function writeQuestion(question: Question | null, params: URLSearchParams): void {
  for (const key of QUESTION_KEYS) params.delete(key);
  if (question === null) return;
  const put = (key: string, value: string | number | undefined) => value !== undefined && params.set(key, String(value));
  const putYesNo = (key: string, value: YesNo | undefined) => put(key, value && GERMAN[value]);
  put("wofuer", question.channel);
  put("platz", question.placement);
  put("zweck", question.purpose);
  put("von", question.from);
  put("bis", question.until);
  put("als", question.organization);
  putYesNo("bezahlt", question.paid);
  putYesNo("kommerziell", question.commercial);
  put("auflage", question.printRun);
  putYesNo("verkauf", question.sold);
  put("gebiet", question.territory);
  putYesNo("heikel", question.sensitive);
  if (question.modifications?.length) put("bearbeitung", question.modifications.join(","));
}

/** As query parameters of the API. */
export function questionParams(question: Question): Record<string, string> {
  const { organization, modifications, ...rest } = questionBody(question);
  const known = Object.entries({ ...rest, as: organization, modifications: modifications?.join(",") });
  return Object.fromEntries(known.filter(([, value]) => value != null && value !== "").map(([key, value]) => [key, String(value)]));
}

/** The question among query parameters of the API; without a first day it is always today's. */
export function questionOf(params: Record<string, string>): Question | null {
  const channel = params.channel;
  if (!channel) return null;
  const yesNo = (name: string) => (params[name] === "yes" || params[name] === "no" ? params[name] : undefined);
  return {
    channel,
    placement: params.placement,
    purpose: params.purpose ?? USUAL_PURPOSE,
    from: params.from ?? TODAY,
    until: params.until,
    organization: params.as,
    paid: yesNo("paid"),
    commercial: yesNo("commercial"),
    sold: yesNo("sold"),
    sensitive: yesNo("sensitive"),
    printRun: Number(params.print_run) || undefined,
    territory: params.territory,
    modifications: params.modifications?.split(","),
  };
}

/** As a JSON body of the API; `heute` is left out, because the API's own day counts. */
export function questionBody(question: Question): QuestionBody {
  const body = {
    channel: question.channel,
    placement: question.placement,
    purpose: question.purpose,
    from: question.from === TODAY ? undefined : question.from,
    until: question.until,
    organization: question.organization,
    paid: question.paid,
    commercial: question.commercial,
    sold: question.sold,
    sensitive: question.sensitive,
    print_run: question.printRun,
    territory: question.territory,
    modifications: question.modifications?.length ? question.modifications : undefined,
  };
  return body as QuestionBody;
}

/** The changed question that a remedy carries. */
export function changedQuestion(question: Question, changes: Record<string, unknown>): Question {
  const text = (key: string, now: string | undefined) =>
    key in changes ? ((changes[key] as string | null) ?? undefined) : now;
  return {
    ...question,
    channel: text("channel", question.channel) ?? question.channel,
    placement: text("placement", question.placement),
    purpose: text("purpose", question.purpose) ?? question.purpose,
    from: text("from", question.from) ?? question.from,
    until: text("until", question.until),
    organization: text("organization", question.organization),
    paid: text("paid", question.paid) as YesNo | undefined,
    commercial: text("commercial", question.commercial) as YesNo | undefined,
    sold: text("sold", question.sold) as YesNo | undefined,
    sensitive: text("sensitive", question.sensitive) as YesNo | undefined,
    printRun: "print_run" in changes ? ((changes.print_run as number | null) ?? undefined) : question.printRun,
    territory: text("territory", question.territory),
    modifications: "modifications" in changes ? ((changes.modifications as string[] | null) ?? undefined) : question.modifications,
  };
}
