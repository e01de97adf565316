/** Uses and doors to the outside: publications, decisions, shares, accounts, webhooks. */
import { ApiProblem, pause, request } from "./client";
import type { Account, Publication, PublicationPage, Share, Shared, SharedCopy, ShareMade, Webhook, WebhookMade } from "./types";

type Body = Record<string, unknown>;
const MOST_POLLS = 90;

export const getPublications = (query: Record<string, string>) => request<PublicationPage>("/publications", { query: { page_size: "50", ...query } });
export const addPublication = (body: Body) => request<Publication>("/publications", { method: "POST", body });
export const getAccounts = (organization: string) => request<{ results: Account[] }>("/accounts", { query: { organization } }).then((page) => page.results);
export const addAccount = (body: Body) => request<Account>("/accounts", { method: "POST", body });
export const endAccount = (id: string) => request<void>(`/accounts/${id}`, { method: "DELETE" });

export const getShares = () => request<{ results: Share[]; next: string | null }>("/shares", { query: { page_size: "50" } });
export const addShare = (body: Body) => request<ShareMade>("/shares", { method: "POST", body });
export const endShare = (id: string) => request<void>(`/shares/${id}`, { method: "DELETE" });

export const getShared = (token: string) => request<Shared>(`/shared/${token}`);
export const acceptShared = (token: string) =>
  request<{ acceptance: string }>(`/shared/${token}/acceptance`, { method: "POST", body: { accepted: true } }).then((found) => found.acceptance);

/** Everything that is shared as one ZIP, packed by a worker; gives where to fetch it. */
export async function packShared(token: string, acceptance: string): Promise<SharedCopy> {
  let copy = await request<SharedCopy>(`/shared/${token}/copies`, { method: "POST", body: { acceptance } });
  for (let poll = 0; copy.state === "preparing" && poll < MOST_POLLS; poll += 1) {
    await pause(Math.min(200 + poll * 100, 1500));
    copy = await request<SharedCopy>(`/shared/${token}/copies/${copy.id}`);
  }
  if (copy.state !== "ready" || !copy.url) throw new ApiProblem("download-failed", 0);
  return copy;
}

export const getWebhooks = () => request<{ results: Webhook[] }>("/webhooks").then((page) => page.results);
export const addWebhook = (body: Body) => request<WebhookMade>("/webhooks", { method: "POST", body });
export const endWebhook = (id: string) => request<void>(`/webhooks/${id}`, { method: "DELETE" });
