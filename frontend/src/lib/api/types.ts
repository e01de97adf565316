/** Names for the shapes of the API; schema.d.ts is generated from api/schema.yml (`npm run api-types`). */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Session = Schemas["SessionAnswer"];
export type SessionOrganization = Schemas["SessionOrganization"];
export type Tile = Schemas["Tile"];
export type VerdictWords = Schemas["VerdictWords"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type FacetValue = Schemas["FacetValue"];
export type Facets = Schemas["Facets"];
export type AssetDetail = Schemas["AssetDetail"];
export type Decision = Schemas["DecisionAnswer"];
export type CheckAnswer = Schemas["CheckAnswer"];
export type CheckSummary = Schemas["CheckSummary"];
export type Attribution = Schemas["AttributionAnswer"];
export type Download = Schemas["DownloadAnswer"];
export type Rights = Schemas["RightsAnswer"];
export type RightsBody = Schemas["RightsBodyRequest"];
export type GrantBody = Schemas["GrantBodyRequest"];
export type License = Schemas["LicenseAnswer"];
export type Campaign = Schemas["CampaignAnswer"];
export type Collection = Schemas["CollectionAnswer"];
export type Organization = Schemas["OrganizationAnswer"];
export type AssetChanges = Schemas["PatchedAssetChangesRequest"];
export type QuestionBody = Schemas["QuestionBodyRequest"] & { co_publishers?: string[] };
export type Vocabulary = Schemas["Vocabulary"];
export type Suggestion = Schemas["SuggestionAnswer"];
export type Problem = Schemas["ProblemBody"];
export type Words = Schemas["Words"];

export const VERDICTS = ["allowed", "allowed_with_duties", "needs_decision", "forbidden"] as const;
export type Verdict = (typeof VERDICTS)[number];
export type Language = keyof Words;

export type Rule = Schemas["RuleAnswer"];
export type Policy = Schemas["PolicyAnswer"];
export type Permission = Schemas["PermissionAnswer"];
export type History = Schemas["History"];

/* Provisional until api/schema.yml holds them. */
export interface Task {
  id: string;
  kind: string;
  state: string;
  organization: { id: string; name: string };
  text: Words;
  asset: { id: string; title: string; tile_url: string | null } | null;
  assets: number;
  publication: { id: string; channel: string; account: string | null; url: string; published_at: string | null; from_on: string } | null;
  decision: { id: string; question: Record<string, unknown>; asked_by: string | null; organization: string | null } | null;
  grant: string | null;
  consent: string | null;
  cause: string;
  message: string;
  created_at: string;
  due_at: string | null;
  assigned_to: { id: string; name: string } | null;
  closed_at: string | null;
  closed_by: { id: string; name: string } | null;
}
export interface TaskPage { results: Task[]; next: string | null }
export interface TaskSummary { open: number; next_due: { on: string; text: Words } | null }
export interface CalendarFeed { id: string; organization: { id: string; name: string }; created_at: string; url: string | null }
export interface EvidenceDocument {
  id: string;
  organization: { id: string; name: string };
  kind: string;
  title: string;
  filename: string;
  media_type: string;
  size_bytes: number;
  sha256: string;
  created_at: string;
  retain_until: string | null;
  erased_at: string | null;
}
export type Grant = Schemas["GrantAnswer"];
export interface BatchRow { asset: string; title: string; before: Decision | null; after: Decision | null; problem: Words | null }
export interface BatchAnswer { results: BatchRow[]; effect: { channel: string; usable: number }[]; applied: boolean }
export interface Person { id: string; organization: { id: string; name: string }; reference: string; born_on: string | null; age_band: string; custody: string; died_on: string | null; pictures: number; consents: number; erased_at: string | null }
export interface Consent {
  id: string; person: string; reference: string; organization: { id: string; name: string }; asset: string | null; collection: string | null; basis: string;
  given_on: string; from_on: string; until_on: string | null; state: string; channels: string[]; purposes: string[]; organizations: string[];
  information_version: string; evidence: string | null; evidence_note: string; events: { kind: string; happened_at: string; received_by: string }[];
}
export interface ConsentEffect { pictures: number; live: number; scheduled: number; irrevocable: number; organizations: number }
export interface PersonOnAsset {
  number: number; person: string | null; is_identifiable: string; prominence: string; age_band: string; has_special_category: boolean;
  region: { x: number; y: number; width: number; height: number } | null;
  consents: { state: string; channels: string[]; purposes: string[]; until_on: string | null; id: string | null }[];
}
export interface PeopleOnAsset { completeness: string; confirmed_at: string | null; people: PersonOnAsset[] }
export interface Publication {
  id: string;
  asset: { id: string; title: string; tile_url: string | null };
  organization: { id: string; name: string };
  channel: string;
  placement: string | null;
  account: { id: string; name: string } | null;
  purpose: string;
  from_on: string;
  until_on: string | null;
  published_at: string | null;
  removed_at: string | null;
  url: string;
  credit_line: string;
  state: string;
  verdict_then: string | null;
  verdict_now: string | null;
  changed_at: string | null;
  cause: Words | null;
}
export interface PublicationPage { results: Publication[]; next: string | null }
export interface Account { id: string; organization: { id: string; name: string }; channel: string; name: string; url: string }
export interface Share {
  id: string; title: string; message: string; terms: string; question: Record<string, unknown>; contact: string; created_at: string; until_on: string;
  ended_at: string | null; assets: number; acceptances: number; url: string | null;
}
export interface SharedItem { id: string; title: string; caption: string; alt_text: string; credit: string; preview_url: string | null; tile_url: string | null; width: number | null; height: number | null; is_released: boolean; sentence: Words }
export interface Shared {
  title: string; message: string; terms: string[]; organization: { id: string; name: string }; contact: string; until_on: string; ended: Words | null; accepted: boolean;
  items: SharedItem[]; size_bytes: number | null;
}
export interface Webhook { id: string; url: string; question: Record<string, unknown>; created_at: string; disabled_at: string | null; disabled_because: string; secret: string | null }
