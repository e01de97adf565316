/** The pictures of a campaign to choose from; print artwork first. */
import { search } from "../lib/api/client";
import type { Tile } from "../lib/api/types";

const MOST = "96";

export async function picturesOf(campaign: string): Promise<Tile[]> {
  const found = await search({ campaign, page_size: MOST, facets: "0", sort: "newest" }).catch(() => null);
  return [...(found?.results ?? [])].sort((a, b) => Number(b.media_type === "artwork") - Number(a.media_type === "artwork"));
}

export const nameOf = (tile: Tile): string => tile.title || tile.filename;
