/** Bringing in: drafts and their files, parts straight to the store, drop-boxes. */
import { request } from "./client";
import type { Decision, Words } from "./types";

type Body = Record<string, unknown>;
export type FileState = "receiving" | "arrived" | "ready" | "duplicate" | "refused" | "quarantined" | "left_out" | "taken_over";
export type Choice = "ask" | "use_existing" | "keep_both";

export interface Reason {
  code: string;
  text: Words;
}

export interface Details {
  title?: string;
  description?: string;
  alt_text?: string;
  keywords?: string[];
  place?: string | null;
  taken_at?: string | null;
}

export interface UploadFile {
  id: string;
  position: number;
  filename: string;
  folder: string;
  size_bytes: number;
  part_bytes: number;
  fingerprint?: string;
  state: FileState;
  reason: Reason | null;
  media_type: string;
  choice: Choice;
  duplicate_of: { id: string; title: string; tile_url: string | null } | null;
  looks_like: { id: string; title: string; tile_url: string | null } | null;
  tile_url: string | null;
  found: Record<string, unknown> | null;
  details: Details;
  asset: string | null;
  arrived_bytes: number;
}

export interface Gap {
  code: string;
  text: Words;
  cost: Words;
  step: number;
  files: number;
}

export interface Counted {
  value: string;
  files: number;
}

export interface Found {
  dates: { from: string; until: string } | null;
  places: Counted[];
  creators: Counted[];
  licenses: Counted[];
  embargoes: Counted[];
  gps: number;
  ai: number;
}

export interface UploadDraft {
  id: string;
  organization: { id: string; name: string };
  title: string;
  state: "open" | "taken_over" | "abandoned";
  version: number;
  claims: Body;
  visibility: string;
  campaign: string | null;
  files: UploadFile[];
  totals: { files: number; bytes: number; arrived_bytes: number; by_state: Record<string, number> };
  found: Found | null;
  missing: Gap[];
  created_at: string;
  changed_at: string;
}

export type DraftRow = Omit<UploadDraft, "files" | "claims" | "found" | "missing">;

export interface FileBody {
  filename: string;
  folder?: string;
  size_bytes: number;
  fingerprint: string;
}

export interface SignedPart {
  number: number;
  method: string;
  url: string;
  size_bytes: number;
  expires_at: string;
}

export interface StoredPart {
  number: number;
  size_bytes: number;
}

export interface Refused extends Reason {
  filename: string;
}

export interface Taken {
  state: string;
  taken: { file: string; asset: string }[];
  tasks: number;
  left: { file: string; reason: Reason | string | null }[];
}

/** What the transfer asks of a server: the same for people with an account and for those with a drop-box. */
export interface Parts {
  sign: (file: string, numbers: number[]) => Promise<SignedPart[]>;
  list: (file: string) => Promise<StoredPart[]>;
  complete: (file: string) => Promise<UploadFile>;
}

function partsBelow(base: string, headers?: Record<string, string>): Parts {
  return {
    sign: (file, numbers) => request<{ parts: SignedPart[] }>(`${base}/files/${file}/parts`, { method: "POST", body: { numbers }, headers }).then((found) => found.parts),
    list: (file) => request<{ parts: StoredPart[] }>(`${base}/files/${file}/parts`, { headers }).then((found) => found.parts),
    complete: (file) => request<UploadFile>(`${base}/files/${file}/complete`, { method: "POST", body: {}, headers }),
  };
}

export const partsOfDraft = (draft: string): Parts => partsBelow(`/uploads/${draft}`);

const IF_MATCH = (version: number) => ({ "If-Match": `"${version}"` });
const MOST_AT_ONCE = 500;

export const getDrafts = () => request<{ results: DraftRow[] }>("/uploads", { query: { page_size: "50" } }).then((page) => page.results);
export const getDraft = (id: string) => request<UploadDraft>(`/uploads/${id}`);
export const addDraft = (organization: string, title = "") => request<UploadDraft>("/uploads", { method: "POST", body: title ? { organization, title } : { organization } });
export const changeDraft = (id: string, version: number, body: Body) => request<UploadDraft>(`/uploads/${id}`, { method: "PATCH", body, headers: IF_MATCH(version) });
export const abandonDraft = (id: string) => request<void>(`/uploads/${id}`, { method: "DELETE" });
export const abortFile = (draft: string, file: string) => request<void>(`/uploads/${draft}/files/${file}/abort`, { method: "POST", body: {} });
export const changeFile = (draft: string, file: string, body: Body) => request<UploadFile>(`/uploads/${draft}/files/${file}`, { method: "PATCH", body });
export const changeFiles = (draft: string, files: Body[]) => request<{ files?: UploadFile[] }>(`/uploads/${draft}/files`, { method: "PATCH", body: { files } });
export const takeOver = (id: string, key: string) => request<Taken>(`/uploads/${id}/take-over`, { method: "POST", body: {}, headers: { "Idempotency-Key": key } });
/** One answer for each group of like files, and for how many files each channel would be open. */
export interface DraftCheck {
  decisions: Decision[];
  usable: Record<string, number> | null;
  files: number | null;
}

export const checkDraft = (draft: string, question: Body, signal?: AbortSignal) =>
  request<DraftCheck>("/checks", { method: "POST", body: { draft, question, channels: ["*"] }, signal });

async function addBelow(base: string, files: FileBody[], headers?: Record<string, string>): Promise<{ files: UploadFile[]; refused: Refused[] }> {
  const all: { files: UploadFile[]; refused: Refused[] } = { files: [], refused: [] };
  for (let at = 0; at < files.length; at += MOST_AT_ONCE) {
    const some = await request<typeof all>(`${base}/files`, { method: "POST", body: { files: files.slice(at, at + MOST_AT_ONCE) }, headers });
    all.files.push(...some.files);
    all.refused.push(...(some.refused ?? []));
  }
  return all;
}

export const addFiles = (draft: string, files: FileBody[]) => addBelow(`/uploads/${draft}`, files);

export interface DropBox {
  id: string;
  title: string;
  message: string;
  terms: string;
  organization: { id: string; name: string };
  max_files: number;
  until_on: string;
  created_at: string;
  ended_at: string | null;
  acceptances?: number;
  secret?: string | null;
  url?: string | null;
}

export const getDropBoxes = () => request<{ results: DropBox[] }>("/drop-boxes").then((page) => page.results);
export const addDropBox = (body: Body) => request<DropBox>("/drop-boxes", { method: "POST", body });
export const endDropBox = (id: string) => request<DropBox>(`/drop-boxes/${id}/end`, { method: "POST", body: {} });

/** A drop-box as somebody without an account sees it. */
export interface OpenDrop {
  title: string;
  message: string;
  terms: string;
  terms_sha256: string;
  organization: string | { id?: string; name: string };
  max_files: number;
  until_on: string;
}

export const getDrop = (token: string) => request<OpenDrop>(`/drop/${token}`);
export const acceptDrop = (token: string, body: Body) => request<{ secret: string }>(`/drop/${token}/accept`, { method: "POST", body });
const dropHeaders = (secret: string) => ({ "Drop-Secret": secret });
export const partsOfDrop = (token: string, secret: string): Parts => partsBelow(`/drop/${token}`, dropHeaders(secret));
export const addDropFiles = (token: string, secret: string, files: FileBody[]) => addBelow(`/drop/${token}`, files, dropHeaders(secret));
export const getDropFiles = (token: string, secret: string) => request<{ files: UploadFile[] }>(`/drop/${token}/files`, { headers: dropHeaders(secret) }).then((found) => found.files);
