/** German first, English on request, remembered on this machine. */
import type { Language, Words } from "../api/types";
import { de, en, type Messages } from "../messages";
import { recall, remember } from "./remembered";

const MESSAGES: Record<Language, Messages> = { de, en };

const state = $state<{ language: Language }>({ language: recall("language") === "en" ? "en" : "de" });

export const language = (): Language => state.language;
export const t = (): Messages => MESSAGES[state.language];
export const say = (words: Words): string => words[state.language];

export function speak(wanted: Language): void {
  state.language = wanted;
  document.documentElement.lang = wanted;
  remember("language", wanted);
}

/** The sentences of one part of the interface, which come with that part and not with the shell. */
export const wordsOf = <T>(both: Record<Language, T>) => (): T => both[state.language];
