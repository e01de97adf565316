/** Folders and buckets that others fill: schedule, last looks, webhook. */
import { request } from "./client";

type Body = Record<string, unknown>;

export interface SourceRun {
  id: string;
  because: string;
  started_at: string;
  ended_at: string | null;
  found: number;
  new: number;
  changed: number;
  vanished: number;
  refused: number;
  error: string;
}

export interface Source {
  id: string;
  name: string;
  url: string;
  kind: "external" | "library";
  organization: { id: string; name: string };
  visibility: string;
  every_minutes: number | null;
  next_scan_at: string | null;
  scanned_at: string | null;
  paused_at: string | null;
  has_webhook?: boolean;
  webhook_secret?: string | null;
  webhook_url?: string | null;
  last_run?: SourceRun | null;
  claims?: Body;
}

export const getSources = () => request<{ results: Source[] }>("/sources").then((page) => page.results);
export const addSource = (body: Body) => request<Source>("/sources", { method: "POST", body });
export const changeSource = (id: string, body: Body) => request<Source>(`/sources/${id}`, { method: "PATCH", body });
export const scanSource = (id: string) => request<unknown>(`/sources/${id}/scan`, { method: "POST", body: {} });
export const pauseSource = (id: string, paused: boolean) => request<Source>(`/sources/${id}/pause`, { method: "POST", body: { paused } });
export const getRuns = (id: string) => request<{ results: SourceRun[] }>(`/sources/${id}/runs`).then((page) => page.results);
