/**
 * Eight starting points: each asks only for what it still needs and expands to full records.
 * What was not asked stays unknown; nothing is granted that nobody said.
 */
import { today } from "../lib/format";
import type { IconName } from "../ui/icons";

export interface Answers {
  who: string;
  onDuty: string;
  credit: string;
  reference: string;
  document: string;
  channels: string[];
  purposes: string[];
  licensees: string[];
  until: string;
  source: string;
  license: string;
  retrieved: string;
  provider: string;
  number: string;
  terms: string;
  passOn: string;
  wholly: string;
  realPersons: string;
  evidence: string;
}

export type Asked = keyof Answers;

export interface Preset {
  code: string;
  icon: IconName;
  asks: Asked[];
  needs: Asked[];
}

export const PRESETS: Preset[] = [
  { code: "own", icon: "badge", asks: ["who", "onDuty", "credit", "licensees"], needs: ["who", "onDuty", "licensees"] },
  { code: "commissioned", icon: "camera", asks: ["who", "reference", "document", "channels", "until", "licensees", "credit"], needs: ["who", "reference", "channels", "licensees"] },
  { code: "commons", icon: "commons", asks: ["source", "license", "who", "retrieved"], needs: ["source", "license"] },
  { code: "stock", icon: "cart", asks: ["license", "number", "licensees", "document"], needs: ["license", "number", "licensees"] },
  { code: "submitted", icon: "person", asks: ["who", "terms", "evidence", "document", "channels", "licensees"], needs: ["who", "terms", "evidence", "channels", "licensees"] },
  { code: "partner", icon: "partner", asks: ["who", "channels", "purposes", "until", "passOn", "licensees", "reference", "document"], needs: ["who", "channels", "purposes", "licensees"] },
  { code: "ai", icon: "spark", asks: ["provider", "terms", "wholly", "realPersons", "licensees"], needs: ["provider", "terms", "wholly", "realPersons", "licensees"] },
  { code: "unclear", icon: "unclear", asks: [], needs: [] },
];

export const presetOf = (code: string): Preset => PRESETS.find((each) => each.code === code) ?? (PRESETS.at(-1) as Preset);

export function emptyAnswers(): Answers {
  return {
    who: "", onDuty: "", credit: "", reference: "", document: "", channels: [], purposes: [], licensees: [], until: "", source: "", license: "",
    retrieved: today(), provider: "", number: "", terms: "", passOn: "", wholly: "", realPersons: "", evidence: "",
  };
}

/** "Social Media" is one question in a contract and five channels in the vocabulary. */
export const CHANNEL_GROUPS: Record<string, string[]> = {
  website: ["website", "intranet"],
  social: ["facebook", "instagram", "linkedin", "youtube", "other_social"],
  newsletter: ["newsletter"],
  print: ["print", "poster", "presentation"],
  press: ["press"],
  merchandise: ["merchandise"],
};

export const isComplete = (preset: Preset, answers: Answers): boolean =>
  preset.needs.every((each) => (Array.isArray(answers[each]) ? answers[each].length > 0 : String(answers[each]).trim() !== ""));

export interface Records {
  assignment?: Record<string, unknown>;
  grant?: Record<string, unknown>;
  states?: Record<string, unknown>;
}

const LICENSES: Record<string, string> = {
  commissioned: "CONTRACT", submitted: "CITIZEN-SUBMISSION", partner: "CONTRACT", ai: "AI-OUTPUT-TERMS", unclear: "UNKNOWN",
};
const EVERYTHING = ["*"];
const channelsOf = (groups: string[]): string[] => groups.flatMap((group) => CHANNEL_GROUPS[group] ?? group);
const compact = (record: Record<string, unknown>) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== "" && value !== undefined));

/** Only public offers hold without a grant. Words that prove something make a record "verified". */
export function expand(preset: Preset, answers: Answers, words: (preset: Preset, answers: Answers) => string): Records {
  const evidence = words(preset, answers);
  if (preset.code === "unclear") return { assignment: { license: "UNKNOWN", status: "claimed" } };
  if (preset.code === "commons") return { assignment: assignment(answers.license, evidence, answers) };
  const license = preset.code === "own" ? (answers.onDuty === "yes" ? "OWN-WORK" : "OWN-WORK-PRIVATE") : (LICENSES[preset.code] ?? answers.license);
  return compact({
    assignment: assignment(license, evidence, answers),
    grant: grant(preset, answers, evidence),
    states: preset.code === "ai" ? { ai: "yes" } : undefined,
  });
}

function assignment(license: string, evidence: string, answers: Answers): Record<string, unknown> {
  return compact({
    license, status: evidence ? "verified" : "claimed", evidence, source_url: answers.source.trim(),
    retrieved_on: answers.source.trim() ? answers.retrieved : undefined,
  });
}

function grant(preset: Preset, answers: Answers, evidence: string): Record<string, unknown> {
  const asksChannels = preset.asks.includes("channels");
  return compact({
    licensor: (answers.who || answers.provider || answers.license).trim(),
    licensees: answers.licensees,
    channels: asksChannels ? (answers.channels.includes("*") ? EVERYTHING : channelsOf(answers.channels)) : EVERYTHING,
    purposes: preset.asks.includes("purposes") ? answers.purposes : EVERYTHING,
    modifications: EVERYTHING,
    from_on: today(),
    until_on: answers.until || undefined,
    reference: (answers.reference || answers.number || answers.terms).trim(),
    evidence,
    document: answers.document || undefined,
    credit_required: answers.credit || "unknown",
    third_party_redistribution: asksChannels && answers.channels.includes("press") ? "yes" : answers.passOn || "unknown",
    ...platformAnswers(preset, answers),
  });
}

/** A contract that names social media names its platforms; of own pictures the employer holds what the law gives. */
function platformAnswers(preset: Preset, answers: Answers): Record<string, unknown> {
  const isOwn = preset.code === "own" && answers.onDuty === "yes";
  if (isOwn) return { platform_sublicense: "yes", commercial: "yes", paid_promotion: "yes", third_party_redistribution: "yes" };
  return answers.channels.includes("social") ? { platform_sublicense: "yes" } : {};
}
