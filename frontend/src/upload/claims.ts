/** What people answer about a whole draft, as the server keeps it; the answers of every step in one object. */
import type { UploadDraft, UploadFile } from "../lib/api/uploads";
import { emptyAnswers, type Answers } from "../rights/presets";

export type Layer = "people" | "works" | "places" | "sound" | "ai";
export type LayerAnswer = "none" | "some" | "unknown";

export interface PersonClaim {
  group: boolean;
  age: "adult" | "minor" | "unknown";
  consent: "yes" | "no" | "unknown";
}

export interface LayerClaim {
  answer: LayerAnswer;
  confirmed: { at: string; files: string[] } | null;
  files: Record<string, Partial<PersonClaim>>;
}

export interface Batch {
  keywords: string[];
  place: string | null;
  campaign: string | null;
  collections: string[];
  visibility: string;
  embargo_until: string | null;
}

export interface Claims {
  preset: { code: string; answers: Partial<Answers> } | null;
  people: LayerClaim;
  works: LayerClaim;
  places: LayerClaim;
  sound: LayerClaim;
  ai: LayerClaim;
  batch: Batch;
}

export const LAYERS: Layer[] = ["people", "works", "places", "sound", "ai"];
const VISIBILITY = "organization";

const emptyLayer = (): LayerClaim => ({ answer: "unknown", confirmed: null, files: {} });
const emptyBatch = (): Batch => ({ keywords: [], place: null, campaign: null, collections: [], visibility: VISIBILITY, embargo_until: null });

/** What the server holds, with a place for every answer. */
export function readClaims(draft: UploadDraft): Claims {
  const held = draft.claims as Partial<Claims>;
  const layer = (name: Layer): LayerClaim => ({ ...emptyLayer(), ...held[name], files: { ...held[name]?.files } });
  return {
    preset: held.preset ?? null, people: layer("people"), works: layer("works"), places: layer("places"), sound: layer("sound"), ai: layer("ai"),
    batch: { ...emptyBatch(), ...held.batch, campaign: draft.campaign ?? held.batch?.campaign ?? null, visibility: draft.visibility || VISIBILITY },
  };
}

/** Only what was answered; an empty answer is no answer. */
export function writeClaims(claims: Claims): Record<string, unknown> {
  const answers = Object.entries(claims.preset?.answers ?? {}).filter(([, value]) => value !== "" && value !== undefined && !(Array.isArray(value) && value.length === 0));
  return { ...claims, preset: claims.preset?.code ? { code: claims.preset.code, answers: Object.fromEntries(answers) } : null };
}

/** Answers to start from: what was said before, then what most files say of themselves. */
export function startAnswers(claims: Claims, creator: string): Answers {
  return { ...emptyAnswers(), who: creator, ...claims.preset?.answers };
}

const GONE = new Set(["refused", "quarantined", "left_out", "taken_over"]);
export const isIn = (file: UploadFile): boolean => !GONE.has(file.state) && file.choice !== "use_existing";

/** The value that most files carry, and how many do. */
export function mostFound(files: UploadFile[], key: string): { value: string; count: number } | null {
  const counts = new Map<string, number>();
  for (const file of files) {
    const found = file.found?.[key];
    const value = (Array.isArray(found) ? found[0] : found) as unknown;
    if (typeof value === "string" && value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best ? { value: best[0], count: best[1] } : null;
}

/** What a file says or people wrote about it; people win. */
export function shownDetail(file: UploadFile, key: "title" | "alt_text" | "place" | "description"): string {
  const written = file.details?.[key];
  if (typeof written === "string") return written;
  const found = file.found?.[key];
  return typeof found === "string" ? found : "";
}
