/** From the address of a post to channel and account: accounts of the organization first, else the platform's name. */
import type { Account } from "../lib/api/types";

const PLATFORMS: [RegExp, string][] = [
  [/(^|\.)instagram\.com$/, "instagram"], [/(^|\.)(facebook\.com|fb\.com|fb\.watch)$/, "facebook"], [/(^|\.)(linkedin\.com|lnkd\.in)$/, "linkedin"],
  [/(^|\.)(youtube\.com|youtu\.be)$/, "youtube"], [/(^|\.)(x\.com|twitter\.com|tiktok\.com|threads\.net|bsky\.app|pinterest\.(com|de))$|mastodon/, "other_social"],
];

export interface Recognized {
  channel: string;
  account: Account | null;
}

function hostOf(address: string): string | null {
  try {
    const url = new URL(address.trim());
    return url.protocol === "https:" || url.protocol === "http:" ? url.hostname.replace(/^www\./, "") : null;
  } catch {
    return null;
  }
}

const bare = (address: string) => address.trim().replace(/^https?:\/\/(www\.)?/, "").toLowerCase();

/** Whole parts of the path only: an account "stadt" is not "stadtwerke". */
function belongsTo(address: string, account: Account): boolean {
  const own = bare(account.url).replace(/\/+$/, "");
  const rest = bare(address);
  return own !== "" && rest.startsWith(own) && ["", "/", "?", "#"].includes(rest.charAt(own.length));
}

export function recognize(address: string, accounts: readonly Account[]): Recognized | null {
  const host = hostOf(address);
  if (host === null) return null;
  const fitting = accounts.filter((each) => belongsTo(address, each)).sort((one, other) => other.url.length - one.url.length)[0];
  if (fitting) return { channel: fitting.channel, account: fitting };
  const platform = PLATFORMS.find(([pattern]) => pattern.test(host));
  return { channel: platform?.[1] ?? "website", account: null };
}
