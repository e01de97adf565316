/** Everything of the search that a person may want to share or go back to, as address and as parameters of the API. */
import { VERDICTS, type Verdict } from "../api/types";
import { QUESTION_KEYS, questionOf, questionParams, readQuestion, writeQuestion, type Question } from "./question";

/** Facets in the order in which they are shown; key in the address, name in the API. */
export const FACETS = [
  { key: "ort", name: "place" },
  { key: "format", name: "orientation" },
  { key: "jahr", name: "year" },
  { key: "kampagne", name: "campaign" },
  { key: "typ", name: "media_type" },
  { key: "lizenz", name: "license" },
  { key: "urheber", name: "creator" },
  { key: "stichwort", name: "keyword" },
  { key: "org", name: "organization" },
  { key: "farbe", name: "color" },
  { key: "gepostet", name: "posted_by" },
  { key: "alternativtext", name: "alt_text" },
] as const;

export type FacetName = (typeof FACETS)[number]["name"];
export const VIEWS = ["kacheln", "liste", "karte"] as const;
export type View = (typeof VIEWS)[number];

/** Part of the map in degrees. In the address south, west, north, east, as people name positions. */
export interface Box {
  south: number;
  west: number;
  north: number;
  east: number;
}

export const SORTS = {
  relevanz: "relevance",
  neu: "newest",
  alt: "oldest",
  "aufnahme-neu": "taken_newest",
  "aufnahme-alt": "taken_oldest",
} as const;
export type Sort = keyof typeof SORTS;

export const ANSWERS: Record<string, Verdict> = {
  ja: "allowed",
  wenn: "allowed_with_duties",
  entscheidung: "needs_decision",
  nein: "forbidden",
};
const ANSWER_WORDS = Object.fromEntries(Object.entries(ANSWERS).map(([word, verdict]) => [verdict, word]));
const MOST_SELECTED = 50;

export interface SearchState {
  q: string;
  question: Question | null;
  answers: Verdict[];
  facets: Partial<Record<FacetName, string[]>>;
  /** Only what is in this collection. */
  collection: string | null;
  view: View;
  /** Only what lies here. */
  box: Box | null;
  sort: Sort;
  at: string | null;
  selection: string[];
  /** Show nothing but the selection. */
  only: boolean;
  /** Values that mean nothing here, shown as chips that can be removed. */
  unknown: { key: string; value: string }[];
}

const list = (text: string | null) => (text ?? "").split(",").filter(Boolean);

export function readSearch(params: URLSearchParams): SearchState {
  const words = list(params.get("antwort"));
  const sort = params.get("sortiert") ?? "relevanz";
  const unknown = words.filter((word) => !(word in ANSWERS)).map((value) => ({ key: "antwort", value }));
  if (!(sort in SORTS)) unknown.push({ key: "sortiert", value: sort });
  const chosen = FACETS.map(({ key, name }) => [name, list(params.get(key))] as const);
  const box = readBox(params.get("karte"));
  if (params.has("karte") && !box) unknown.push({ key: "karte", value: params.get("karte") ?? "" });
  return {
    q: params.get("q") ?? "",
    question: readQuestion(params),
    answers: VERDICTS.filter((verdict) => words.some((word) => ANSWERS[word] === verdict)),
    facets: Object.fromEntries(chosen.filter(([, values]) => values.length > 0)),
    collection: params.get("sammlung"),
    view: VIEWS.find((view) => view === params.get("sicht")) ?? "kacheln",
    box,
    sort: sort in SORTS ? (sort as Sort) : "relevanz",
    at: params.get("ab"),
    selection: list(params.get("wahl")).slice(0, MOST_SELECTED),
    only: params.get("nur") === "wahl" && params.has("wahl"),
    unknown,
  };
}

function readBox(text: string | null): Box | null {
  const numbers = list(text).map(Number);
  const [south = NaN, west = NaN, north = NaN, east = NaN] = numbers;
  const isBox = numbers.length === 4 && south >= -90 && south <= north && north <= 90 && west >= -180 && west <= east && east <= 180;
  return isBox ? { south, west, north, east } : null;
}

export function writeSearch(state: SearchState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.q) params.set("q", state.q);
  writeQuestion(state.question, params);
  if (state.answers.length) params.set("antwort", state.answers.map((verdict) => ANSWER_WORDS[verdict]).join(","));
  for (const { key, name } of FACETS) {
    const values = state.facets[name];
    if (values?.length) params.set(key, values.join(","));
  }
  if (state.collection) params.set("sammlung", state.collection);
  if (state.view !== "kacheln") params.set("sicht", state.view);
  if (state.box) params.set("karte", [state.box.south, state.box.west, state.box.north, state.box.east].join(","));
  if (state.sort !== "relevanz") params.set("sortiert", state.sort);
  if (state.at) params.set("ab", state.at);
  if (state.selection.length) params.set("wahl", state.selection.slice(0, MOST_SELECTED).join(","));
  if (state.only && state.selection.length) params.set("nur", "wahl");
  return params;
}

/** Commas stay commas, so that people can read and type the address. */
export function searchAddress(params: URLSearchParams, path = "/"): string {
  const text = params.toString().replaceAll("%2C", ",");
  return text ? `${path}?${text}` : path;
}

/** Only the question, for addresses beside the search. */
export function questionSearch(question: Question | null): URLSearchParams {
  const params = new URLSearchParams();
  writeQuestion(question, params);
  return params;
}

/** What is asked of GET /api/v1/assets/search. Answers filter only beside a question. */
export function searchParams(state: SearchState): Record<string, string> {
  const facets = FACETS.flatMap(({ name }) => (state.facets[name]?.length ? [[name, state.facets[name].join(",")]] : []));
  return {
    ...(state.q.trim() ? { q: state.q.trim() } : {}),
    ...(state.question ? questionParams(state.question) : {}),
    ...(state.question && state.answers.length ? { verdict: state.answers.join(",") } : {}),
    ...(Object.fromEntries(facets) as Record<string, string>),
    ...(state.collection ? { collection: state.collection } : {}),
    ...(state.box ? { bbox: [state.box.west, state.box.south, state.box.east, state.box.north].join(",") } : {}),
    sort: SORTS[state.sort],
  };
}

/** The search that parameters of the API ask: the way back from `searchParams`. */
export function searchOf(params: Record<string, string>): SearchState {
  const sort = (Object.keys(SORTS) as Sort[]).find((each) => SORTS[each] === params.sort) ?? "relevanz";
  const chosen = FACETS.map(({ name }) => [name, list(params[name] ?? null)] as const);
  const [west, south, east, north] = list(params.bbox ?? null);
  return {
    ...readSearch(new URLSearchParams()),
    q: params.q ?? "",
    question: questionOf(params),
    answers: VERDICTS.filter((verdict) => list(params.verdict ?? null).includes(verdict)),
    facets: Object.fromEntries(chosen.filter(([, values]) => values.length > 0)),
    collection: params.collection ?? null,
    box: readBox([south, west, north, east].join(",")),
    sort,
  };
}

export function withoutQuestion(params: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(params);
  for (const key of QUESTION_KEYS) rest.delete(key);
  return rest;
}
