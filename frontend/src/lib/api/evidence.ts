/** Documents that prove: only the organization that holds them sees them. */
import { request } from "./client";
import type { EvidenceDocument } from "./types";

export const getDocuments = (query: Record<string, string>) =>
  request<{ results: EvidenceDocument[]; next: string | null }>("/documents", { query: { page_size: "100", ...query } });

export function fileDocument(file: File, fields: { organization: string; kind: string; title: string; retain_until?: string }): Promise<EvidenceDocument> {
  const form = new FormData();
  form.set("file", file);
  for (const [name, value] of Object.entries(fields)) if (value) form.set(name, value);
  return request<EvidenceDocument>("/documents", { method: "POST", form });
}

export const documentAddress = (id: string) => `/api/v1/documents/${id}/content`;
