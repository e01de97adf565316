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
export type QuestionBody = Schemas["QuestionBodyRequest"];
export type Vocabulary = Schemas["Vocabulary"];
export type Suggestion = Schemas["SuggestionAnswer"];
export type Problem = Schemas["ProblemBody"];
export type Words = Schemas["Words"];

export const VERDICTS = ["allowed", "allowed_with_duties", "needs_decision", "forbidden"] as const;
export type Verdict = (typeof VERDICTS)[number];
export type Language = keyof Words;
