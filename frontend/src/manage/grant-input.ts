/** A grant as its form has it, whole; what is empty is left out. */
import { ApiProblem } from "../lib/api/client";
import type { Grant } from "../lib/api/types";
import { today } from "../lib/format";
import { m } from "../lib/messages/manage";

export const TRI_FIELDS = [
  "commercial", "paid_promotion", "platform_sublicense", "third_party_redistribution", "sensitive_use", "covers_other_bodies", "transferable", "credit_required",
] as const;
export const TEXT_FIELDS = ["reference", "exact_credit", "report_to", "specimen_to", "fee_note", "evidence"] as const;
export const COUNT_FIELDS = ["print_run_max", "quota_uses"] as const;

type Tri = (typeof TRI_FIELDS)[number];
type Text = (typeof TEXT_FIELDS)[number];
type Count = (typeof COUNT_FIELDS)[number];

export type GrantInput = {
  licensor: string; kind: string; licensees: string[]; channels: string[]; purposes: string[]; territories: string; modifications: string[];
  from_on: string; until_on: string; granted_on: string; document: string;
} & Record<Tri | Text, string> & Record<Count, number | null>;

export function emptyInput(): GrantInput {
  const tri = Object.fromEntries(TRI_FIELDS.map((name) => [name, name === "covers_other_bodies" ? "no" : "unknown"])) as Record<Tri, string>;
  const text = Object.fromEntries(TEXT_FIELDS.map((name) => [name, ""])) as Record<Text, string>;
  return {
    licensor: "", kind: "simple", licensees: [], channels: [], purposes: [], territories: "*", modifications: [], from_on: today(), until_on: "",
    granted_on: "", document: "", print_run_max: null, quota_uses: null, ...tri, ...text,
  };
}

/** The record, as far as this server's version of it goes. */
export function inputOf(grant: Partial<Grant> | Record<string, unknown>): GrantInput {
  const empty = emptyInput() as unknown as Record<string, unknown>;
  const known = grant as Record<string, unknown>;
  const taken = Object.keys(empty).filter((name) => known[name] !== undefined && known[name] !== null);
  const input = { ...empty, ...Object.fromEntries(taken.map((name) => [name, known[name]])) } as GrantInput;
  if (Array.isArray(known.territories)) input.territories = known.territories.join(", ");
  return input;
}

const listOf = (text: string) => text.split(",").map((each) => each.trim()).filter(Boolean);
const isGiven = ([, value]: [string, unknown]) => value !== "" && value !== null && !(Array.isArray(value) && value.length === 0);

export function grantBody(input: GrantInput): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries({ ...input, territories: listOf(input.territories) }).filter(isGiven));
  return input.evidence.trim() || input.document ? given : { ...given, evidence_missing: true };
}

/** A new version: an end that was taken away is said, not left out. */
export const amendment = (input: GrantInput): Record<string, unknown> => ({ ...grantBody(input), until_on: input.until_on || null });

export function complaintOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) throw error;
  return [m().failed, ...(error.problem?.errors ?? []).map((each) => m().failedField(each.field, each.message))].join(" ");
}
