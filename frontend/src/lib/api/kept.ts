/** Searches that a person keeps. */
import { request } from "./client";
import type { SavedSearch } from "./types";

export interface KeptInput { name: string; query: Record<string, string>; notify: string }

export const getKept = () => request<{ results: SavedSearch[] }>("/saved-searches").then((page) => page.results);
export const getKeptOne = (id: string) => request<SavedSearch>(`/saved-searches/${id}`);
export const keepSearch = (body: KeptInput) => request<SavedSearch>("/saved-searches", { method: "POST", body, headers: { "Idempotency-Key": crypto.randomUUID() } });
export const changeKept = (id: string, body: Partial<KeptInput>) => request<SavedSearch>(`/saved-searches/${id}`, { method: "PATCH", body });
export const markSeen = (id: string) => request<SavedSearch>(`/saved-searches/${id}/seen`, { method: "POST" });
export const forgetKept = (id: string) => request<void>(`/saved-searches/${id}`, { method: "DELETE" });
