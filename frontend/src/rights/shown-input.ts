/** What is recorded of things shown, as the form has it; only what was changed goes to the API. */
import type { AssetDetail } from "../lib/api/types";
import { bodyOf, LAYERS, rowOf, type Layer, type ShownRow } from "./shown";

export interface ShownInput {
  lists: Record<Layer, ShownRow[]>;
  states: AssetDetail["rights"]["states"];
}

export function shownInput(asset: AssetDetail): ShownInput {
  const lists = LAYERS.map((layer) => [layer, asset.rights.shown[layer].map((each) => rowOf(layer, each as unknown as Record<string, unknown>))]);
  return { lists: Object.fromEntries(lists) as Record<Layer, ShownRow[]>, states: { ...asset.rights.states } };
}

/** Lists replace what was there, so an untouched one is not sent. */
export function shownBody(input: ShownInput, asset: AssetDetail): Record<string, unknown> {
  const before = shownInput(asset);
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const lists = LAYERS.filter((layer) => !same(input.lists[layer], before.lists[layer])).map((layer) => [layer, input.lists[layer].map(bodyOf)]);
  const states = Object.entries(input.states).filter(([name, value]) => value !== before.states[name as keyof typeof before.states]);
  return { ...Object.fromEntries(lists), ...(states.length > 0 ? { states: Object.fromEntries(states) } : {}) };
}
