/** Sentences of the list of files that were locked away. */
import { wordsOf } from "../state/language.svelte";

const de = {
  title: (count: string, one: boolean) => `${count} gesperrte ${one ? "Datei" : "Dateien"}`,
  lead: "In diesen Dateien wurde etwas gefunden. Niemand sieht eine Vorschau; laden oder löschen kann sie nur, wer Rechte verwaltet.",
  notYours: "Gesperrte Dateien sieht hier, wer in Ihrer Organisation Rechte verwaltet.",
  head: { file: "Datei", reason: "Warum gesperrt?", since: "Seit", acts: "Weiter" },
  open: "Ansehen und laden", remove: "Löschen", removeTitle: (name: string) => `${name} löschen?`,
  removeText: "Das Medium verschwindet für alle, und die Datei wird aus dem Speicher von Bildkreis gelöscht. Liegt sie in einer eigenen Quelle, bleibt sie dort: bitte dort entfernen. Sichern Sie sie vorher, wenn Fachleute sie noch untersuchen sollen.",
  removeNow: "Endgültig löschen", deleted: "Gelöscht.",
};
const en: typeof de = {
  title: (count, one) => `${count} locked ${one ? "file" : "files"}`,
  lead: "Something was found in these files. Nobody sees a preview; only rights managers can download or delete them.",
  notYours: "Rights managers of your organization see locked files here.",
  head: { file: "File", reason: "Why locked?", since: "Since", acts: "Next" },
  open: "View and download", remove: "Delete", removeTitle: (name) => `Delete ${name}?`,
  removeText: "The asset disappears for everybody, and its file is deleted from Bildkreis's store. Where it lies in a source of your own it stays: please remove it there. Keep a copy first if experts are still to examine it.",
  removeNow: "Delete for good", deleted: "Deleted.",
};
export const q = wordsOf({ de, en });
