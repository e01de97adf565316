/** Kept searches. */
import { wordsOf } from "../state/language.svelte";

const de = {
  keep: "Merken",
  keepTitle: "Suche merken",
  lead: "Gemerkt werden Wörter, Frage und Filter. Steht in der Frage „heute“, gilt immer der Tag, an dem gesucht wird.",
  name: "Name",
  notify: "Bei neuen Bildern",
  rhythms: { never: "keine E-Mail", daily: "täglich eine E-Mail", weekly: "wöchentlich eine E-Mail" } as Record<string, string>,
  noAddress: "Für Ihr Konto ist keine E-Mail-Adresse eingetragen. Neues sehen Sie unter „Gemerkte Suchen“.",
  done: (name: string) => `„${name}“ ist gemerkt.`,
  everything: "Alle Bilder",
  title: "Gemerkte Suchen",
  none: "Noch keine Suche gemerkt. Über der Trefferliste steht „Merken“.",
  count: (count: string, isOne: boolean) => (isOne ? "1 Bild" : `${count} Bilder`),
  fresh: (count: string) => `${count} neu`,
  gone: "Lässt sich gerade nicht fragen. Vielleicht gehören Sie der Organisation nicht mehr an, für die gefragt wird.",
  forget: "Löschen",
  forgetFor: (name: string) => `„${name}“ löschen`,
  forgotten: (name: string) => `„${name}“ ist gelöscht.`,
  notifyFor: (name: string) => `E-Mail zu „${name}“`,
  saved: "Gespeichert.",
  failed: "Das hat nicht geklappt. Bitte noch einmal.",
  tellMe: "Merken und benachrichtigen, wenn etwas dazukommt",
};

const en: typeof de = {
  keep: "Keep",
  keepTitle: "Keep this search",
  lead: "Words, question and filters are kept. Where the question says “today”, the day of the search counts.",
  name: "Name",
  notify: "When pictures are new",
  rhythms: { never: "no e-mail", daily: "an e-mail a day", weekly: "an e-mail a week" },
  noAddress: "Your account has no e-mail address. What is new stands under “Kept searches”.",
  done: (name) => `“${name}” is kept.`,
  everything: "All pictures",
  title: "Kept searches",
  none: "No search kept yet. “Keep” stands above every result.",
  count: (count, isOne) => (isOne ? "1 picture" : `${count} pictures`),
  fresh: (count) => `${count} new`,
  gone: "Cannot be asked at the moment. You may have left the organization that it asks for.",
  forget: "Delete",
  forgetFor: (name) => `Delete “${name}”`,
  forgotten: (name) => `“${name}” is deleted.`,
  notifyFor: (name) => `E-mail about “${name}”`,
  saved: "Saved.",
  failed: "That did not work. Please try again.",
  tellMe: "Keep and be told when something is added",
};

export const k = wordsOf({ de, en });
