/** Campaigns: who takes part, artwork and its preflight, board, texts, publications, results. */
import { ApiProblem, pause, request } from "./client";
import type { components } from "./schema";
import type { Campaign, Publication, Tile, VerdictWords, Words } from "./types";

type Body = Record<string, unknown>;
type Named = { id: string; name: string };
type List<T> = { results: T[] };
type Coded = { code: string; label: Words };
type AssetBrief = { id: string; title: string; tile_url: string | null };

export interface Quiet {
  from: string;
  until: string;
  name: string;
}

export interface Participant {
  organization: Named;
  may_add: boolean;
  may_post: boolean;
  leads: boolean;
}

export interface CampaignDetail extends Campaign {
  quiet: Quiet | null;
  participants: Participant[];
  counts: { assets: number; motifs: number; artworks: number; texts: number; publications: number; results: number };
  is_participant: boolean;
  adds_for: Named[];
  posts_for: Named[];
}

export interface Place extends Coded {
  width_mm: number;
  height_mm: number;
  is_round: boolean;
}

export interface Product extends Coded {
  places: Place[];
  techniques: string[];
}

export interface Products {
  products: Product[];
  techniques: Coded[];
}

export type CheckResult = "pass" | "warning" | "fail" | "not_applicable";

export interface PreflightBrief {
  state: "none" | "waiting" | "done" | "failed";
  result: CheckResult | null;
  fails: number;
  warnings: number;
  is_current: boolean;
  reason: string | null;
}

export interface PreflightCheck {
  code: string;
  result: CheckResult;
  name: Words;
  text: Words;
  measured: Words | null;
  wanted: Words | null;
  places: { number: number; page: number; x: number; y: number; width: number; height: number }[];
}

export interface Preflight extends PreflightBrief {
  checks: PreflightCheck[];
  mockup_url: string | null;
  marked_url: string | null;
  report_url: string | null;
  verdict: VerdictWords | null;
}

export interface Artwork {
  id: string;
  asset: AssetBrief;
  filename: string;
  organization: Named;
  product: Coded;
  place: Coded;
  technique: Coded;
  is_round: boolean;
  width_mm: number;
  height_mm: number;
  garment_color: string;
  print_run: number | null;
  sold: "sold" | "free" | "unknown";
  printer: string | null;
  preflight: PreflightBrief;
  mockup_url: string | null;
  verdict: VerdictWords | null;
  is_cleared: boolean | null;
  can_edit: boolean;
}

export interface PrintBundle {
  id: string | null;
  members: string[];
  missing: { artwork: string; code: string; text: Words }[];
  sentence: Words;
}

export type PrintShareMade = components["schemas"]["PrintShareMade"];

export interface CampaignText {
  id: string;
  organization: Named;
  author: string;
  asset: AssetBrief | null;
  channel: string;
  title: string;
  text: string;
  credit_line: string;
  whole: string;
  version: number;
  can_edit: boolean;
}

export interface Motif {
  id: string;
  asset: Tile;
  organization: Named;
  proposed_by: string;
  note: string;
  state: "proposed" | "chosen" | "declined" | "withdrawn";
  votes: number;
  has_my_vote: boolean;
  comments: number;
  decided_because: string;
  can_decide: boolean;
}

export interface MotifComment {
  id: string;
  author: string;
  text: string;
  created_at: string;
}

export interface CampaignResult {
  id: string;
  organization: Named;
  channel: string | null;
  label: string;
  value: number;
  counted_on: string;
  note: string;
}

export interface CampaignUse {
  publication: Publication;
  is_quiet: boolean;
  is_planned: boolean;
  verdict_then: VerdictWords | null;
}

export interface CampaignUses {
  results: CampaignUse[];
  quiet: Quiet | null;
  sentence: Words | null;
  in_quiet: string[];
}

const below = (id: string, what: string) => `/campaigns/${id}/${what}`;
const list = <T>(path: string) => request<List<T>>(path).then((found) => found.results);

export const getCampaignDetail = (id: string) => request<CampaignDetail>(`/campaigns/${id}`);
export const changeCampaign = (id: string, body: Body) => request<CampaignDetail>(`/campaigns/${id}`, { method: "PATCH", body });
export const setParticipant = (id: string, organization: string, body: Body) => request<unknown>(below(id, `participants/${organization}`), { method: "PUT", body });
export const getProducts = () => request<Products>("/products");

export const getArtworks = (campaign: string) => list<Artwork>(below(campaign, "artworks"));
export const addArtwork = (campaign: string, body: Body) => request<Artwork>(below(campaign, "artworks"), { method: "POST", body });
export const changeArtwork = (id: string, body: Body) => request<Artwork>(`/artworks/${id}`, { method: "PATCH", body });
export const endArtwork = (id: string) => request<void>(`/artworks/${id}`, { method: "DELETE" });
export const getPreflight = (artwork: string) => request<Preflight>(`/artworks/${artwork}/preflight`);
export const startPreflight = (artwork: string) => request<Preflight>(`/artworks/${artwork}/preflight`, { method: "POST", body: {} });
export const makePrintBundle = (campaign: string, artworks: string[]) => request<PrintBundle>(below(campaign, "print-bundle"), { method: "POST", body: { artworks } });
export const addPrintShare = (campaign: string, body: Body) => request<PrintShareMade>(below(campaign, "print-share"), { method: "POST", body });

const MOST_POLLS = 90;

/** Where the packed bundle can be fetched, once a worker has packed it. */
export async function packedBundle(id: string): Promise<string> {
  for (let poll = 0; poll < MOST_POLLS; poll += 1) {
    const bundle = await request<{ state: string; url: string | null }>(`/bundles/${id}`);
    if (bundle.url) return bundle.url;
    if (bundle.state === "failed" || bundle.state === "expired") break;
    await pause(Math.min(300 + poll * 150, 2000));
  }
  throw new ApiProblem("download-failed", 0);
}

export const getTexts = (campaign: string) => list<CampaignText>(below(campaign, "texts"));
export const addText = (campaign: string, body: Body) => request<CampaignText>(below(campaign, "texts"), { method: "POST", body });
export const changeText = (id: string, version: number, body: Body) =>
  request<CampaignText>(`/campaign-texts/${id}`, { method: "PATCH", body, headers: { "If-Match": `"${version}"` } });
export const deleteText = (id: string) => request<void>(`/campaign-texts/${id}`, { method: "DELETE" });

export const getMotifs = (campaign: string) => list<Motif>(below(campaign, "motifs"));
export const addMotif = (campaign: string, body: Body) => request<Motif>(below(campaign, "motifs"), { method: "POST", body });
export const vote = (motif: string, on: boolean) => request<unknown>(`/motifs/${motif}/vote`, on ? { method: "PUT", body: {} } : { method: "DELETE" });
export const decideMotif = (motif: string, state: "chosen" | "declined", because: string) => request<Motif>(`/motifs/${motif}/decide`, { method: "POST", body: { state, because } });
export const getComments = (motif: string) => list<MotifComment>(`/motifs/${motif}/comments`);
export const addComment = (motif: string, text: string) => request<MotifComment>(`/motifs/${motif}/comments`, { method: "POST", body: { text } });

export const getUses = (campaign: string) => request<CampaignUses>(below(campaign, "publications"));
export const getResults = (campaign: string) => list<CampaignResult>(below(campaign, "results"));
export const addResult = (campaign: string, body: Body) => request<CampaignResult>(below(campaign, "results"), { method: "POST", body });
