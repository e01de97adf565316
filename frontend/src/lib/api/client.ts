/** The one place that talks to the server. Everything that goes wrong arrives as an ApiProblem with a stable code. */
import type {
  AssetChanges, AssetDetail, Attribution, Campaign, CheckAnswer, Collection, Download, License, Organization,
  MapAnswer, Problem, QuestionBody, Rights, RightsBody, SearchAnswer, Session, Suggestion, Tile, Vocabulary,
} from "./types";

const BASE = "/api/v1";
const POLL_MS = [150, 250, 400, 700, 1000];
const MOST_POLLS = 90;

export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly problem: Problem | null;

  constructor(code: string, status: number, problem: Problem | null = null) {
    super(problem?.detail ?? code);
    this.code = code;
    this.status = status;
    this.problem = problem;
  }
}

interface Call {
  method?: string;
  body?: unknown;
  /** A file with its fields, instead of a body. */
  form?: FormData;
  /** Text of its own type, instead of a body; the type is among the headers. */
  text?: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  signal?: AbortSignal;
}

const csrf = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";

async function answer(path: string, call: Call): Promise<Response> {
  const query = call.query && Object.keys(call.query).length ? `?${new URLSearchParams(call.query)}` : "";
  const headers: Record<string, string> = { Accept: "application/json", ...call.headers };
  if (call.method && call.method !== "GET") headers["X-CSRFToken"] = csrf();
  if (call.body !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(`${BASE}${path}${query}`, {
      method: call.method ?? "GET",
      headers,
      body: call.form ?? call.text ?? (call.body === undefined ? undefined : JSON.stringify(call.body)),
      signal: call.signal,
      credentials: "same-origin",
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiProblem("unreachable", 0);
  }
}

export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const response = await answer(path, call);
  if (response.status === 204) return undefined as T;
  const json = (response.headers.get("Content-Type") ?? "").includes("json");
  const body: unknown = json ? await response.json() : null;
  if (response.ok) return body as T;
  const problem = body as Problem | null;
  throw new ApiProblem(problem?.code ?? "server-error", response.status, problem);
}

/** A text of its own type and its ETag, at a path or at an address that an answer named. */
export async function requestText(address: string): Promise<{ text: string; tag: string }> {
  const response = await answer(address.startsWith(BASE) ? address.slice(BASE.length) : address, { headers: { Accept: "*/*" } });
  if (response.ok) return { text: await response.text(), tag: response.headers.get("ETag") ?? "" };
  throw new ApiProblem("server-error", response.status);
}

/** Bytes that only a POST with its reason hands out. */
export async function requestBytes(path: string, body: unknown): Promise<Blob> {
  const response = await answer(path, { method: "POST", body, headers: { Accept: "application/octet-stream, application/json" } });
  if (response.ok) return response.blob();
  const problem = (await response.json().catch(() => null)) as Problem | null;
  throw new ApiProblem(problem?.code ?? "server-error", response.status, problem);
}

export const getSession = () => request<Session>("/session");
export const signIn = (body: { username: string; password: string } | { demo_account: string }) =>
  request<Session>("/session", { method: "POST", body });
export const signOut = () => request<void>("/session", { method: "DELETE" });
export const getVocabulary = () => request<Vocabulary>("/vocabulary");

export const search = (query: Record<string, string>, signal?: AbortSignal) =>
  request<SearchAnswer>("/assets/search", { query, signal });
export const getClusters = (query: Record<string, string>, signal?: AbortSignal) =>
  request<MapAnswer>("/assets/search/clusters", { query, signal });
export const suggest = (q: string, signal?: AbortSignal) =>
  request<{ suggestions: Suggestion[] }>("/suggest", { query: { q }, signal }).then((found) => found.suggestions);

export const getAsset = (id: string, signal?: AbortSignal) => request<AssetDetail>(`/assets/${id}`, { signal });
export const changeAsset = (id: string, version: number, body: AssetChanges) =>
  request<AssetDetail>(`/assets/${id}`, { method: "PATCH", body, headers: { "If-Match": `"${version}"` } });
export const setRights = (id: string, body: RightsBody) => request<Rights>(`/assets/${id}/rights`, { method: "PUT", body });
export const getLicenses = () => request<{ results: License[] }>("/licenses").then((found) => found.results);

export const check = (assets: string[], question: QuestionBody, channels?: string[], signal?: AbortSignal) =>
  request<CheckAnswer>("/checks", { method: "POST", body: { assets, question, ...(channels ? { channels } : {}) }, signal });
export const getAttribution = (id: string, query: Record<string, string>, signal?: AbortSignal) =>
  request<Attribution>(`/assets/${id}/attribution`, { query, signal });
export const getSimilar = (id: string, query: Record<string, string>, signal?: AbortSignal) =>
  request<{ results: Tile[] }>(`/assets/${id}/similar`, { query, signal }).then((found) => found.results);
export const getAlike = (id: string, query: Record<string, string>) =>
  request<{ results: Tile[] }>(`/assets/${id}/alike`, { query }).then((found) => found.results);

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A part of the picture, in shares of the upright picture, and its longest side in pixels. */
export interface Part {
  crop?: { x: number; y: number; width: number; height: number };
  max_edge?: number | null;
}

/** Ask for a copy with the rights written into it, and wait until it is ready or has failed. */
export async function prepareDownload(asset: string, question: QuestionBody, rendition: string, part: Part = {}): Promise<Download> {
  let download = await request<Download>("/downloads", { method: "POST", body: { asset, question, rendition, ...part } });
  for (let poll = 0; download.state === "preparing" && poll < MOST_POLLS; poll += 1) {
    await pause(POLL_MS[Math.min(poll, POLL_MS.length - 1)] ?? 1000);
    download = await request<Download>(`/downloads/${download.id}`);
  }
  if (download.state !== "ready" || !download.url) throw new ApiProblem("download-failed", 0);
  return download;
}

export const getCampaigns = () => request<{ results: Campaign[] }>("/campaigns", { query: { page_size: "100" } }).then((page) => page.results);
export const getCampaign = (id: string) => request<Campaign>(`/campaigns/${id}`);
export const getCollections = () => request<{ results: Collection[] }>("/collections", { query: { page_size: "100" } }).then((page) => page.results);
export const createCollection = (name: string, organization: string) =>
  request<Collection>("/collections", { method: "POST", body: { name, organization } });
export const getCollection = (id: string) => request<Collection>(`/collections/${id}`);
export const changeCollection = (id: string, body: { name: string }) => request<Collection>(`/collections/${id}`, { method: "PATCH", body });
export const deleteCollection = (id: string) => request<void>(`/collections/${id}`, { method: "DELETE" });
export const fillCollection = (id: string, query: Record<string, string>) =>
  request<{ found: number; added: number }>(`/collections/${id}/assets`, { method: "POST", body: { query } });
export const takeFromCollection = (id: string, asset: string) =>
  request<void>(`/collections/${id}/assets/${asset}`, { method: "DELETE" });
export const addToCollection = (id: string, asset: string) =>
  request<void>(`/collections/${id}/assets/${asset}`, { method: "PUT" });
export const getOrganizations = () => request<{ results: Organization[] }>("/organizations", { query: { page_size: "100" } }).then((page) => page.results);
