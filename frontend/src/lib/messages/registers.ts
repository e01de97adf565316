/** Sentences of the page that reads registers from tables. */
import { wordsOf } from "../state/language.svelte";

const plural = (count: number, one: string, many: string) => `${count.toLocaleString("de-DE")} ${count === 1 ? one : many}`;
const counted = (count: number, one: string, many: string) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

const de = {
  title: "Tabellen einlesen",
  lead: "Nutzungsrechte und Einwilligungen aus einer Tabelle übernehmen. Zuerst wird jede Zeile geprüft; eingetragen wird erst, wenn Sie es sagen.",
  kind: "Was steht in der Tabelle?", kinds: { grants: "Nutzungsrechte", consents: "Einwilligungen" } as Record<string, string>,
  file: "Tabelle (CSV oder XLSX, höchstens 20 MB)", check: "Zeilen prüfen", template: "Vorlage laden",
  templateHint: "Überschriften und eine Beispielzeile, für jedes Tabellenprogramm.",
  before: "Bisher eingelesen", nothing: "Noch keine Tabelle eingelesen.",
  head: { file: "Tabelle", kind: "Inhalt", state: "Stand", day: "Am" },
  states: { waiting: "wird geprüft", checked: "geprüft, nichts eingetragen", applied: "eingetragen", failed: "nicht lesbar" } as Record<string, string>,
  applying: "wird eingetragen",
  back: "Alle Tabellen",
  found: { would_create: (n: number) => plural(n, "Zeile kann eingetragen werden", "Zeilen können eingetragen werden"), created: (n: number) => plural(n, "Zeile ist eingetragen", "Zeilen sind eingetragen"),
    already_there: (n: number) => plural(n, "Zeile gab es schon", "Zeilen gab es schon"), refused: (n: number) => plural(n, "Zeile geht nicht", "Zeilen gehen nicht") } as Record<string, (n: number) => string>,
  fates: { would_create: "wird eingetragen", created: "eingetragen", already_there: "schon da", refused: "geht nicht" } as Record<string, string>,
  apply: { grants: (n: number) => plural(n, "Nutzungsrecht anlegen", "Nutzungsrechte anlegen"), consents: (n: number) => plural(n, "Einwilligung anlegen", "Einwilligungen anlegen") } as Record<string, (n: number) => string>,
  refusedStay: "Zeilen, die nicht gehen, werden nicht eingetragen. Verbessern Sie sie in der Tabelle und lesen Sie sie noch einmal ein: Was schon eingetragen ist, wird nicht verdoppelt.",
  noneToApply: "Es gibt nichts Neues einzutragen.",
  ignored: (names: string) => `Mit diesen Spalten wurde nichts gemacht: ${names}.`,
  only: "Nur Zeilen, die nicht gehen", rows: { number: "Zeile", fate: "Was geschieht", why: "Grund", record: "Eintrag" },
  open: "Ansehen", more: "Weitere Zeilen", applied: "Eingetragen.", unreadable: "Die Tabelle konnte nicht gelesen werden.",
  progress: (n: number) => `${plural(n, "Zeile", "Zeilen")} bisher`,
};
const en: typeof de = {
  title: "Read tables",
  lead: "Take rights of use and consents over from a table. Each row is checked first; nothing is recorded before you say so.",
  kind: "What is in the table?", kinds: { grants: "Rights of use", consents: "Consents" },
  file: "Table (CSV or XLSX, at most 20 MB)", check: "Check rows", template: "Get the template",
  templateHint: "Headers and an example row, for any table program.",
  before: "Read before", nothing: "No table read yet.",
  head: { file: "Table", kind: "Content", state: "State", day: "On" },
  states: { waiting: "being checked", checked: "checked, nothing recorded", applied: "recorded", failed: "unreadable" },
  applying: "being recorded",
  back: "All tables",
  found: { would_create: (n) => counted(n, "row can be recorded", "rows can be recorded"), created: (n) => counted(n, "row is recorded", "rows are recorded"),
    already_there: (n) => counted(n, "row was there before", "rows were there before"), refused: (n) => counted(n, "row cannot be recorded", "rows cannot be recorded") },
  fates: { would_create: "will be recorded", created: "recorded", already_there: "already there", refused: "cannot be recorded" },
  apply: { grants: (n) => `Record ${counted(n, "right of use", "rights of use")}`, consents: (n) => `Record ${counted(n, "consent", "consents")}` },
  refusedStay: "Rows that cannot be recorded are left out. Correct them in the table and read it again: what is recorded already is not doubled.",
  noneToApply: "There is nothing new to record.",
  ignored: (names) => `Nothing was done with these columns: ${names}.`,
  only: "Only rows that cannot be recorded", rows: { number: "Row", fate: "What happens", why: "Reason", record: "Record" },
  open: "View", more: "More rows", applied: "Recorded.", unreadable: "The table could not be read.",
  progress: (n) => `${counted(n, "row", "rows")} so far`,
};
export const r = wordsOf({ de, en });
