/** Pages that are fetched when somebody goes there: address, and what belongs to it. */
import type { Component } from "svelte";

type Page = { load: () => Promise<{ default: Component<Record<string, unknown>> }>; props: Record<string, string>; key: string };
type Loader = () => Promise<{ default: unknown }>;

const PAGES: [RegExp, Loader][] = [
  [/^\/kampagnen$/, () => import("../campaigns/CampaignsPage.svelte")],
  [/^\/kampagnen\/(?<slug>[\w-]+)$/, () => import("../campaigns/CampaignPage.svelte")],
  [/^\/entscheiden\/(?<id>[\w-]+)$/, () => import("../decide/DecidePage.svelte")],
  [/^\/hochladen(?:\/(?<id>[\w-]+))?$/, () => import("../upload/UploadPage.svelte")],
  [/^\/sammlungen(?:\/(?<id>[\w-]+))?$/, () => import("../search/CollectionsPage.svelte")],
  [/^\/gemerkt(?:\/(?<id>[\w-]+))?$/, () => import("../search/KeptPage.svelte")],
  [/^\/aufgaben$/, () => import("../tasks/TasksPage.svelte")],
  [/^\/veroeffentlichungen$/, () => import("../ledger/LedgerPage.svelte")],
  [/^\/verwaltung(?:\/(?<noun>[a-z]+))?(?:\/(?<id>[\w.-]+))?$/, () => import("../manage/ManagePage.svelte")],
];

/** What outsiders may open without an account. */
export const shareToken = (path: string): string | null => /^\/f\/([\w.~-]+)$/.exec(path)?.[1] ?? null;

export function lazyPage(path: string): Page | null {
  for (const [address, load] of PAGES) {
    const found = address.exec(path);
    const props = { ...(found?.groups as Record<string, string> | undefined) };
    if (found) return { load: load as Page["load"], props, key: `${address.source} ${props.slug ?? (/^\/(entscheiden|gemerkt|sammlungen)/.test(path) ? props.id : "")}` };
  }
  return null;
}

/** Where people without an account hand in files. */
export const dropToken = (path: string): string | null => /^\/e\/([\w.~-]+)$/.exec(path)?.[1] ?? null;
