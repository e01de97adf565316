/** A person and a consent as their forms have them, and as the API takes them. */
import { today } from "../lib/format";

export interface PersonInput { reference: string; born_on: string; age_band: string; custody: string; died_on: string }

export const emptyPerson = (): PersonInput => ({ reference: "", born_on: "", age_band: "unknown", custody: "unknown", died_on: "" });

const given = (record: Record<string, unknown>) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== "" && value !== null));

export const personBody = (input: PersonInput): Record<string, unknown> => given({ ...input, reference: input.reference.trim() });

export interface ConsentInput {
  target: "asset" | "collection" | "everything";
  asset: string;
  collection: string;
  basis: string;
  channels: string[];
  purposes: string[];
  organizations: string[];
  given_on: string;
  until_on: string;
  information_version: string;
  signatures: { role: string; signed_on: string }[];
  is_general: boolean;
  covers_commercial: string;
  may_name: string;
  document: string;
  evidence_note: string;
}

export const emptyConsent = (): ConsentInput => ({
  target: "everything", asset: "", collection: "", basis: "consent", channels: [], purposes: [], organizations: [], given_on: today(), until_on: "",
  information_version: "", signatures: [{ role: "self", signed_on: today() }], is_general: false, covers_commercial: "unknown", may_name: "unknown",
  document: "", evidence_note: "",
});

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

export function consentBody(input: ConsentInput, person: string): Record<string, unknown> {
  const { target, asset, collection, ...rest } = input;
  return given({
    person, ...rest, ...(target === "asset" ? { asset: ID.exec(asset)?.[0] ?? asset } : {}), ...(target === "collection" ? { collection } : {}),
  });
}
