/** Registers that come as tables: checked row by row, then recorded. */
import { request } from "./client";
import type { components } from "./schema";

export type RegisterImport = components["schemas"]["ImportAnswer"];
export type RegisterRow = components["schemas"]["ImportRowAnswer"];
export type RegisterKind = "grants" | "consents";

export const getImports = () => request<{ results: RegisterImport[] }>("/imports").then((found) => found.results);
export const getImport = (id: string) => request<RegisterImport>(`/imports/${id}`);
export const applyImport = (id: string) => request<RegisterImport>(`/imports/${id}/apply`, { method: "POST" });
export const templateAddress = (kind: RegisterKind) => `/api/v1/imports/template/${kind}.csv`;

/** Rows of one fate, or all, after a number. */
export const getRows = (id: string, after: number, fate = "") =>
  request<{ results: RegisterRow[]; after: number | null }>(`/imports/${id}/rows`, { query: { after: String(after), ...(fate ? { fate } : {}) } });

/** Nothing is recorded yet: a worker says what would become of each row. */
export function checkTable(file: File, organization: string, kind: RegisterKind): Promise<RegisterImport> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ organization, kind, dry_run: "true" })) form.set(name, value);
  form.set("file", file);
  return request<RegisterImport>("/imports", { method: "POST", form });
}
