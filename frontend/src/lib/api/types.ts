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
export type Person = Schemas["PersonAnswer"];
export type Consent = Schemas["ConsentAnswer"];
export type ConsentEffect = Schemas["ConsentEffect"];
export type PersonOnAsset = Schemas["PersonOnAsset"];
export type PeopleOnAsset = Schemas["PeopleAnswer"];
export type EvidenceDocument = Schemas["DocumentAnswer"];
export type Task = Schemas["TaskAnswer"];
export type TaskPage = Schemas["TaskPage"];
export type TaskSummary = Schemas["TaskSummary"];
export type CalendarFeed = Schemas["FeedAnswer"];
export type Account = Schemas["AccountAnswer"];
export type Publication = Schemas["PublicationAnswer"];
export type PublicationPage = Schemas["PublicationPage"];
export type History = Schemas["History"];

/* Provisional until api/schema.yml holds them. */
export type Grant = Schemas["GrantAnswer"];
export interface BatchRow { asset: string; title: string; before: Decision | null; after: Decision | null; problem: Words | null }
export interface BatchAnswer { results: BatchRow[]; effect: { channel: string; usable: number }[]; applied: boolean }
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
export interface DecisionRecord {
  id: string;
  asset: string;
  question: Record<string, unknown>;
  organization: { id: string; name: string } | null;
  asked_by: string | null;
  message: string;
  decision: Decision;
  needs_four_eyes: boolean;
  can_resolve: boolean;
  can_confirm: boolean;
  pending: { decided_by: string; is_own: boolean; releases: boolean; justification: string; expires_on: string } | null;
  resolution: { releases: boolean; decided_by: string; second_by: string | null; justification: string; conditions: string; expires_on: string } | null;
}
