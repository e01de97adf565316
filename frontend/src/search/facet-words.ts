/** Labels of facet values: closed lists in the reader's language, everything else as the library calls it. */
import type { FacetValue } from "../lib/api/types";
import { t } from "../lib/state/language.svelte";

export function facetLabel(facet: string, value: string, label: string): string {
  return t().facetValues[facet]?.[value] ?? label;
}

/** Values in the order of a tree: what lies in another one follows it, one step further in. */
export function nested(values: FacetValue[]): (FacetValue & { depth: number })[] {
  const below = (parent: string | null, depth: number): (FacetValue & { depth: number })[] =>
    values.filter((each) => (each.parent ?? null) === parent).flatMap((each) => [{ ...each, depth }, ...below(each.value, depth + 1)]);
  return below(null, 0);
}

/** What a color facet shows beside its name. */
export const SWATCHES: Record<string, string> = {
  red: "#c0392b", orange: "#e07b24", yellow: "#e6c229", green: "#3f8f4f", turquoise: "#2aa198", cyan: "#2aa198", blue: "#2f6fb5",
  purple: "#7a4f9e", violet: "#7a4f9e", pink: "#d48aa6", brown: "#7b5a3c", black: "#1a1a1a", gray: "#8a8f98", grey: "#8a8f98", white: "#f7f7f7",
};
