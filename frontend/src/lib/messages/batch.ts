/** Sentences of editing rights for a selection. */
import { wordsOf } from "../state/language.svelte";

const de = {
  title: (count: string, one: boolean) => `Rechte von ${one ? "einem Bild" : `${count} Bildern`} bearbeiten`,
  choose: "Was soll sich ändern?",
  changes: {
    origin: "Herkunft und Erlaubnis eintragen", persons: "Niemand ist zu erkennen", works: "Keine fremden Werke, kein Hausrecht", embargo: "Sperrfrist aufheben",
  } as Record<string, string>,
  confirmAll: (count: string, one: boolean) => `Ich habe ${one ? "es" : `alle ${count}`} angesehen. Die Bestätigung wird mit meinem Namen festgehalten.`,
  preview: "Das ändert sich",
  previewHint: "Geprüft für Ihre Frage. Noch ist nichts gespeichert.",
  show: "Vorschau",
  apply: (count: string, one: boolean) => `Bei ${one ? "einem Bild" : `${count} Bildern`} ändern`,
  applied: (count: string, one: boolean) => `Bei ${one ? "einem Bild" : `${count} Bildern`} geändert.`,
  head: { picture: "Bild", before: "Heute", after: "Danach" },
  same: "bleibt so",
  refused: "geht nicht",
  incomplete: "Es fehlen noch Angaben.",
  failed: "Das ging nicht. Es ist nichts gespeichert.",
};
const en: typeof de = {
  title: (count, one) => `Edit the rights of ${one ? "one picture" : `${count} pictures`}`,
  choose: "What is to change?",
  changes: { origin: "Record origin and permission", persons: "Nobody is recognizable", works: "No works of others, no house rules", embargo: "Lift the embargo" },
  confirmAll: (count, one) => `I have looked at ${one ? "it" : `all ${count}`}. The confirmation is recorded with my name.`,
  preview: "This changes",
  previewHint: "Checked for your question. Nothing is saved yet.",
  show: "Preview",
  apply: (count, one) => `Change ${one ? "one picture" : `${count} pictures`}`,
  applied: (count, one) => `Changed ${one ? "one picture" : `${count} pictures`}.`,
  head: { picture: "Picture", before: "Today", after: "After that" },
  same: "stays as it is",
  refused: "not possible",
  incomplete: "Something is still missing.",
  failed: "That did not work. Nothing is saved.",
};
export const b = wordsOf({ de, en });
