/** What a picture carries since films, focal points and versions exist. */
import type { AssetDetail } from "../lib/api/types";

interface Shown {
  url: string;
  width: number | null;
  height: number | null;
}

export interface Track {
  language: string;
  label?: string;
  kind?: string;
  url: string;
}

export interface Extras {
  focal_point?: { x: number; y: number; by?: string } | null;
  duration_seconds?: number | null;
  captions?: Track[];
  renditions: Record<string, Shown | null | undefined>;
}

export const extrasOf = (asset: AssetDetail): Extras => asset as unknown as Extras;
