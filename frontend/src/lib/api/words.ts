/** Words that search takes for each other. */
import { request } from "./client";
import type { SynonymGroup, SynonymList, SynonymVersion } from "./types";

export interface SynonymInput {
  organization: string;
  key: string;
  version: number;
  broader: string;
  terms: string[];
  is_active: boolean;
}

export const getSynonyms = (query: Record<string, string>) => request<SynonymList>("/synonyms", { query });
export const getSynonymVersions = (key: string) => request<{ results: SynonymVersion[] }>("/synonyms/versions", { query: { key } }).then((page) => page.results);
export const saveSynonyms = (body: SynonymInput) => request<SynonymGroup>("/synonyms", { method: "POST", body });
