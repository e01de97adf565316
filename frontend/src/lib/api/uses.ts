/** Uses and doors to the outside: publications, decisions, shares, accounts, webhooks. */
import { request } from "./client";
import type { Account, Publication, PublicationPage, Share, Shared, Webhook } from "./types";

type Body = Record<string, unknown>;

export const getPublications = (query: Record<string, string>) => request<PublicationPage>("/publications", { query: { page_size: "50", ...query } });
export const addPublication = (body: Body) => request<Publication>("/publications", { method: "POST", body });
export const getAccounts = (organization: string) => request<{ results: Account[] }>("/accounts", { query: { organization } }).then((page) => page.results);
export const addAccount = (body: Body) => request<Account>("/accounts", { method: "POST", body });
export const endAccount = (id: string) => request<void>(`/accounts/${id}`, { method: "DELETE" });

export const getShares = (query: Record<string, string>) => request<{ results: Share[]; next: string | null }>("/shares", { query: { page_size: "50", ...query } });
export const addShare = (body: Body) => request<Share>("/shares", { method: "POST", body });
export const endShare = (id: string) => request<Share>(`/shares/${id}/end`, { method: "POST", body: {} });
export const getShared = (token: string) => request<Shared>(`/shared/${token}`);
export const acceptShared = (token: string) => request<Shared>(`/shared/${token}/accept`, { method: "POST", body: {} });
export const sharedDownload = (token: string) => `/api/v1/shared/${token}/download`;

export const getWebhooks = () => request<{ results: Webhook[] }>("/webhooks").then((page) => page.results);
export const addWebhook = (body: Body) => request<Webhook>("/webhooks", { method: "POST", body });
export const endWebhook = (id: string) => request<void>(`/webhooks/${id}`, { method: "DELETE" });
