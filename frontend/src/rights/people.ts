/** Somebody on a picture as the form has it, and as the API takes it. */
import type { Crop } from "../crop/crop";
import type { PersonOnAsset } from "../lib/api/types";

export interface PersonRowInput {
  number: number;
  person: string;
  is_identifiable: string;
  prominence: string;
  age_band: string;
  has_special_category: boolean;
  region: Crop | null;
}

export const personInput = (shown: PersonOnAsset): PersonRowInput => ({
  number: shown.number, person: shown.person ?? "", is_identifiable: shown.is_identifiable, prominence: shown.prominence, age_band: shown.age_band,
  has_special_category: shown.has_special_category, region: shown.region ? { ...shown.region } : null,
});

/** The next number, unknown in everything else, with a frame in the middle. */
export const newPerson = (rows: readonly PersonRowInput[]): PersonRowInput => ({
  number: Math.max(0, ...rows.map((each) => each.number)) + 1, person: "", is_identifiable: "unknown", prominence: "unknown", age_band: "unknown",
  has_special_category: false, region: { x: 0.4, y: 0.3, width: 0.2, height: 0.4 },
});

/** Who may not know the person does not send one; the server keeps it. */
export const personRowBody = ({ person, region, ...row }: PersonRowInput): Record<string, unknown> => ({
  ...row, ...(person ? { person } : {}), ...(region ? { region } : {}),
});
