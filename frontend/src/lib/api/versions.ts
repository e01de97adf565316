/** Versions of one picture: made for a channel on demand, and former originals. */
import { getAsset, request, requestBytes, requestText } from "./client";
import type { AssetDetail, Words } from "./types";

export interface RenditionPreset {
  code: string;
  label: Words;
  channels: string[];
  placements: string[];
  width: number | null;
  height: number | null;
  picture: string | null;
  film: string | null;
  unavailable: Words | null;
}

export interface FormerOriginal {
  number: number;
  filename: string;
  media_type: string;
  size_bytes: number;
  replaced_at: string | null;
  replaced_by?: string | { name: string } | null;
  because?: string;
  is_current?: boolean;
}

/** What hangs on the original of today, and what would become of it. */
export interface Replacement {
  [part: string]: unknown;
}

export const getPresets = () => request<{ results: RenditionPreset[] }>("/rendition-presets").then((found) => found.results);

const IF_MATCH = (version: number) => ({ "If-Match": `"${version}"` });

export const getOriginals = (asset: string) => request<{ results: FormerOriginal[] }>(`/assets/${asset}/originals`).then((found) => found.results);
export const previewReplacement = (asset: string, query: Record<string, string>) => request<Replacement>(`/assets/${asset}/originals/preview`, { query });
export const replaceOriginal = (asset: string, version: number, body: { file: string; same_picture: boolean; because: string }) =>
  request<AssetDetail>(`/assets/${asset}/originals`, { method: "POST", body, headers: IF_MATCH(version) });
export const restoreOriginal = (asset: string, number: number, version: number, body: { same_picture: boolean; because: string }) =>
  request<AssetDetail>(`/assets/${asset}/originals/${number}/restore`, { method: "POST", body, headers: IF_MATCH(version) });

export const setFocalPoint = (asset: string, version: number, point: { x: number; y: number } | null) =>
  request<AssetDetail>(`/assets/${asset}`, { method: "PATCH", body: { focal_point: point }, headers: IF_MATCH(version) });

const taking = (tag: string): Record<string, string> => (tag ? { "If-Match": tag } : {});
/** In place of those whose ETag is `tag`; none where the language is new. */
export const putCaptions = (asset: string, language: string, text: string, tag: string) =>
  request<unknown>(`/assets/${asset}/captions/${language}`, { method: "PUT", text, headers: { "Content-Type": "text/vtt", ...taking(tag) } });
export const getCaptions = (asset: string, language: string) => requestText(`/assets/${asset}/captions/${language}`);
/** The frame at or before a moment stands for the film; null for the program's choice. Workers change the version meanwhile. */
export const setCover = async (asset: string, seconds: number | null) =>
  request<AssetDetail>(`/assets/${asset}`, { method: "PATCH", body: { cover_seconds: seconds }, headers: IF_MATCH((await getAsset(asset)).version) });
export const deleteCaptions = (asset: string, language: string, tag: string) => request<void>(`/assets/${asset}/captions/${language}`, { method: "DELETE", headers: taking(tag) });

export type QuarantineReason = "examine" | "false_alarm" | "evidence";
export interface Quarantined {
  asset: string;
  organization: { id: string; name: string };
  title: string;
  filename: string;
  size_bytes: number;
  reason: string;
  locked_at: string | null;
}
export const getQuarantined = () => request<{ results: Quarantined[] }>("/quarantined-originals", { query: { page_size: "200" } }).then((found) => found.results);
export const deleteQuarantined = (asset: string) => request<void>(`/assets/${asset}/quarantined-original`, { method: "DELETE" });
export const takeQuarantined = (asset: string, because: QuarantineReason) => requestBytes(`/assets/${asset}/quarantined-original`, { because });
