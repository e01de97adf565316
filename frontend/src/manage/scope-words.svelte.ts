/** Lists of codes as people read them; long ones end with how many there are more. */
import { getOrganizations } from "../lib/api/client";
import { m } from "../lib/messages/manage";
import { say, t } from "../lib/state/language.svelte";
import { vocabulary } from "../lib/state/session.svelte";

const ALL = "*";
const MOST = 4;
const names = $state<{ known: Record<string, string> }>({ known: {} });
let asked = false;

/** Names arrive once and then stay. */
function organizationName(id: string): string {
  if (!asked) {
    asked = true;
    void getOrganizations().then((all) => (names.known = Object.fromEntries(all.map((each) => [each.id, each.name]))), () => undefined);
  }
  return names.known[id] ?? "…";
}

function listed(values: string[]): string {
  if (values.length <= MOST) return values.join(", ");
  return `${values.slice(0, MOST).join(", ")} ${t().more(values.length - MOST)}`;
}

function wordsFrom(codes: readonly string[], terms: readonly { code: string; label: { de: string; en: string } }[]): string {
  if (codes.includes(ALL)) return m().all;
  if (codes.length === 0) return m().none;
  return listed(codes.map((code) => { const term = terms.find((each) => each.code === code); return term ? say(term.label) : code; }));
}

export const channelWords = (codes: readonly string[]): string => wordsFrom(codes, vocabulary().channels);
export const purposeWords = (codes: readonly string[]): string => wordsFrom(codes, vocabulary().purposes);
export const modificationWords = (codes: readonly string[]): string => wordsFrom(codes, vocabulary().modifications);
export const organizationWords = (ids: readonly string[]): string => (ids.includes(ALL) ? t().licenseeAll : ids.length ? listed(ids.map(organizationName)) : m().none);
