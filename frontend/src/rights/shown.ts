/** Lists of things shown: their fields, and how a recorded row becomes what the API takes. */
export const LAYERS = ["works", "property", "signs", "audio_tracks"] as const;
export type Layer = (typeof LAYERS)[number];

const TRI = ["unknown", "yes", "no"];
const PROMINENCE = ["unknown", "main", "group", "incidental"];

export interface ShownField {
  name: string;
  options?: string[];
  type?: "date";
  required?: boolean;
}

export const FIELDS: Record<Layer, ShownField[]> = {
  works: [{ name: "title" }, { name: "artist" }, { name: "artist_died_on", type: "date" }, { name: "is_protected", options: TRI },
    { name: "place", options: ["unknown", "public_permanent", "public_temporary", "interior", "private"] }, { name: "prominence", options: PROMINENCE }],
  property: [{ name: "name", required: true }, { name: "site_rule", options: ["unknown", "none", "permission_needed", "forbidden"] }],
  signs: [{ name: "kind", options: ["coat_of_arms", "flag", "logo", "trademark"] }, { name: "holder" }, { name: "prominence", options: PROMINENCE }],
  audio_tracks: [{ name: "kind", options: ["music", "speech", "ambient"] }, { name: "title" }, { name: "source" }],
};

/** The layer's state of completeness; signs have none of their own. */
export const STATE_OF: Partial<Record<Layer, "works" | "property" | "audio">> = { works: "works", property: "property", audio_tracks: "audio" };

export type ShownRow = Record<string, string> & { permission: string };

export function emptyRow(layer: Layer): ShownRow {
  return Object.fromEntries([...FIELDS[layer].map((field) => [field.name, field.options?.[0] ?? ""]), ["permission", ""]]) as ShownRow;
}

export function rowOf(layer: Layer, recorded: Record<string, unknown>): ShownRow {
  const permission = recorded.permission as { id: string | null } | null;
  const organization = recorded.holder_organization as { id: string } | null | undefined;
  const values = FIELDS[layer].map((field) => [field.name, String(recorded[field.name] ?? "")]);
  return Object.fromEntries([...values, ["permission", permission?.id ?? ""], ...(organization ? [["holder_organization", organization.id]] : [])]) as ShownRow;
}

export function bodyOf(row: ShownRow): Record<string, string> {
  const known = Object.entries(row).filter(([, value]) => value !== "");
  return Object.fromEntries(row.holder_organization ? known.filter(([name]) => name !== "holder") : known);
}
