/** The result that the search shows: pages of tiles, facets, and where one was, kept while one looks at a picture. */
import { ApiProblem, check, getAsset, search } from "../api/client";
import type { AssetDetail, CheckAnswer, Facets, SearchAnswer, Tile } from "../api/types";
import { questionBody } from "../url/question";
import { searchParams, type SearchState } from "../url/search-state";
import { t } from "./language.svelte";

const SLOW_MS = 1000;
const PAGE = "48";

interface Result {
  key: string;
  answer: SearchAnswer | null;
  tiles: Tile[];
  facets: Facets | null;
  next: string | null;
  loading: boolean;
  loadingMore: boolean;
  slow: boolean;
  problem: string | null;
  /** The picture that one came from, for the way back. */
  focus: string | null;
}

export const result = $state<Result>({
  key: "", answer: null, tiles: [], facets: null, next: null, loading: false, loadingMore: false, slow: false,
  problem: null, focus: null,
});

let running: AbortController | null = null;

const aborted = (error: unknown) => error instanceof DOMException && error.name === "AbortError";

function complain(error: unknown): void {
  const problem = error instanceof ApiProblem ? error : null;
  if (problem?.code === "not-signed-in") throw error;
  result.problem = problem && problem.status >= 400 && problem.status < 500 ? `${t().searchRefused} ${problem.message}` : t().searchDown;
}

/** Search anew unless this very result is already there. Old tiles stay until the new ones have come. */
export async function find(state: SearchState, { force = false } = {}): Promise<void> {
  const params = searchParams(state);
  const key = JSON.stringify(params);
  if (key === result.key && !force && (result.answer || result.loading)) return;
  running?.abort();
  const controller = (running = new AbortController());
  Object.assign(result, { key, loading: true, slow: false, problem: null });
  const timer = setTimeout(() => (result.slow = true), SLOW_MS);
  try {
    const cursor: Record<string, string> = state.at && result.answer === null ? { cursor: state.at } : {};
    const answer = await search({ ...params, ...cursor, page_size: PAGE, facets: "1" }, controller.signal);
    Object.assign(result, { answer, tiles: answer.results, facets: answer.facets, next: answer.next });
  } catch (error) {
    if (!aborted(error)) complain(error);
  } finally {
    clearTimeout(timer);
    if (running === controller) Object.assign(result, { loading: false, slow: false });
  }
}

const isUsable = (tile: Tile) => tile.verdict?.verdict === "allowed" || tile.verdict?.verdict === "allowed_with_duties";

/** Only the chosen pictures, with the answers to the question: what "Antworten ansehen" opens. */
export async function findChosen(state: SearchState, { force = false } = {}): Promise<void> {
  const body = state.question ? questionBody(state.question) : null;
  const key = JSON.stringify([state.selection, body]);
  if (key === result.key && !force && (result.answer || result.loading)) return;
  running?.abort();
  const controller = (running = new AbortController());
  Object.assign(result, { key, loading: true, slow: false, problem: null });
  try {
    const known = new Map(result.tiles.map((tile) => [tile.id, tile]));
    const [tiles, checked] = await Promise.all([
      Promise.all(state.selection.map((id) => known.get(id) ?? getAsset(id, controller.signal).then(asTile, () => null))),
      body ? check(state.selection, body, undefined, controller.signal) : null,
    ]);
    if (running === controller) show(tiles.filter((tile) => tile !== null), checked);
  } catch (error) {
    if (!aborted(error)) complain(error);
  } finally {
    if (running === controller) result.loading = false;
  }
}

const asTile = (asset: AssetDetail): Tile => ({ ...asset, place: asset.place?.name ?? null });

function show(found: Tile[], checked: CheckAnswer | null): void {
  const words = new Map(checked?.decisions.map((each) => [each.asset, each.words]));
  const tiles = found.map((tile) => ({ ...tile, verdict: words.get(tile.id) ?? null }));
  const answer = {
    ...(result.answer ?? { question: null, index: "ready", did_you_mean: null, without: [], dropped: [], notes: [], explanations: [] }),
    count: tiles.length, usable: checked ? tiles.filter(isUsable).length : null, results: tiles, facets: null, next: null,
  } as SearchAnswer;
  Object.assign(result, { answer, tiles, facets: null, next: null });
}

/** The next page; facets are not asked again. Gives the cursor it used, for the address. */
export async function findMore(): Promise<string | null> {
  const cursor = result.next;
  const key = result.key;
  if (!cursor || result.loadingMore || result.loading) return null;
  result.loadingMore = true;
  try {
    const params = JSON.parse(key) as Record<string, string>;
    const answer = await search({ ...params, cursor, page_size: PAGE, facets: "0" });
    if (key !== result.key) return null;
    const known = new Set(result.tiles.map((tile) => tile.id));
    result.tiles.push(...answer.results.filter((tile) => !known.has(tile.id)));
    result.next = answer.next;
    return cursor;
  } catch (error) {
    complain(error);
    return null;
  } finally {
    result.loadingMore = false;
  }
}

export const isEmptyLibrary = (state: SearchState): boolean =>
  result.answer?.count === 0 && !state.q && !state.answers.length && !state.box && !Object.keys(state.facets).length;
