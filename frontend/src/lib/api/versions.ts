/** Versions of one picture: made for a channel on demand, and former originals. */
import { ApiProblem, pause, request } from "./client";
import type { AssetDetail, Words } from "./types";

type Crop = { x: number; y: number; width: number; height: number };

export interface RenditionPreset {
  code: string;
  label: Words;
  channels: string[];
  placements?: string[];
  width: number | null;
  height: number | null;
  fit?: string;
  [key: string]: unknown;
}

export interface ChannelRendition {
  id: string;
  state: "waiting" | "running" | "ready" | "failed";
  progress: number;
  url: string | null;
  width: number | null;
  height: number | null;
  modifications: string[];
  reason?: string | null;
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

const MOST_POLLS = 240;

export const getPresets = () => request<{ results?: RenditionPreset[]; presets?: RenditionPreset[] }>("/rendition-presets").then((found) => found.results ?? found.presets ?? []);

/** Order a version and wait until a worker has made it, telling how far it is. */
export async function madeFor(asset: string, body: { preset: string; crop?: Crop; canvas?: string }, onprogress: (percent: number) => void): Promise<ChannelRendition> {
  let job = await request<ChannelRendition>(`/assets/${asset}/versions-for`, { method: "POST", body });
  for (let poll = 0; job.state !== "ready" && job.state !== "failed" && poll < MOST_POLLS; poll += 1) {
    onprogress(job.progress);
    await pause(Math.min(250 + poll * 100, 2000));
    job = await request<ChannelRendition>(`/channel-renditions/${job.id}`);
  }
  if (job.state !== "ready") throw new ApiProblem("rendition-failed", 0);
  return job;
}

const IF_MATCH = (version: number) => ({ "If-Match": `"${version}"` });

export const getOriginals = (asset: string) => request<{ results: FormerOriginal[] }>(`/assets/${asset}/originals`).then((found) => found.results);
export const previewReplacement = (asset: string, query: Record<string, string>) => request<Replacement>(`/assets/${asset}/originals/preview`, { query });
export const replaceOriginal = (asset: string, version: number, body: { file: string; same_picture: boolean; because: string }) =>
  request<AssetDetail>(`/assets/${asset}/originals`, { method: "POST", body, headers: IF_MATCH(version) });
export const restoreOriginal = (asset: string, number: number, version: number, body: { same_picture: boolean; because: string }) =>
  request<AssetDetail>(`/assets/${asset}/originals/${number}/restore`, { method: "POST", body, headers: IF_MATCH(version) });

export const setFocalPoint = (asset: string, version: number, point: { x: number; y: number } | null) =>
  request<AssetDetail>(`/assets/${asset}`, { method: "PATCH", body: { focal_point: point }, headers: IF_MATCH(version) });

export const putCaptions = (asset: string, language: string, text: string) => request<unknown>(`/assets/${asset}/captions/${language}`, { method: "PUT", text, headers: { "Content-Type": "text/vtt" } });
export const deleteCaptions = (asset: string, language: string) => request<void>(`/assets/${asset}/captions/${language}`, { method: "DELETE" });
