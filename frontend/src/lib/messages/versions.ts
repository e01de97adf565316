/** Sentences of a picture's versions: focal point, formats, film, replacing. */
import { wordsOf } from "../state/language.svelte";

const de = {
  focal: "Schwerpunkt", focalHow: "Mit den Pfeiltasten um ein Prozent, mit Umschalt um fünf.", focalAt: (x: number, y: number) => `Schwerpunkt bei ${x} % von links, ${y} % von oben`,
  focalAuto: "Automatisch", focalHint: "Gilt für alle Zuschnitte.", focalSaved: "Schwerpunkt gespeichert.",
  formats: "Andere Formate", formatSize: (width: number | null, height: number | null) => (width && height ? `${width} × ${height}` : "volle Größe"),
  making: "entsteht …", makeFailed: "Das Format ließ sich nicht herstellen.",
  play: "Film", noProxy: "Die Vorschau des Films entsteht noch.", storyboard: "Standbilder", frame: (at: string) => `Zu ${at} springen`,
  replace: "Neue Fassung hochladen", replaceTitle: "Original ersetzen", replaceChoose: "Datei wählen", replaceSending: (percent: number) => `${percent} % übertragen`, replaceReading: "Die Datei wird gelesen …",
  replaceHangs: "Das hängt an der Fassung von heute", replaceSame: "Gleiches Bild, bessere Datei", replaceSameHint: "Nur dann bleiben Rechte und Einwilligungen, und nur, wenn der Vergleich der Bilder das bestätigt.",
  replaceOther: "Ein anderes Bild. Rechte, Personen und Einwilligungen beginnen von vorn.", replaceBecause: "Warum?", replaceNow: "Original ersetzen", replaceRefused: "Diese Datei wurde nicht angenommen.",
  history: "Frühere Fassungen", historyNone: "Das ist die erste Fassung.", version: (at: number) => `Fassung ${at}`, replacedOn: (day: string) => `ersetzt am ${day}`, restore: "Wieder nehmen", restoreTitle: (at: number) => `Fassung ${at} wieder nehmen`, restoreNow: "Diese Fassung wieder nehmen",
  hangs: { grants: "Erlaubnisse", consents: "Einwilligungen", publications: "Veröffentlichungen", decisions: "Entscheidungen", artworks: "Motive auf Produkten", license: "Lizenz", assignments: "Lizenz", persons: "Personen", permissions: "Genehmigungen" } as Record<string, string>,
  hangsNone: "Nichts hängt daran.",
  locked: "Gesperrte Datei", lockedHint: "Sie kann schädlich sein. Sie bekommen sie so, dass kein Programm sie von selbst öffnet; wer sie nimmt und warum, wird festgehalten.", lockedBecause: "Wozu brauchen Sie die Datei?", lockedChoose: "Bitte wählen", lockedTake: "Gesperrte Datei laden",
  lockedReasons: { examine: "Fachleute sollen sie untersuchen", false_alarm: "Vermutlich ein Fehlalarm", evidence: "Als Beweis sichern" } as Record<string, string>,
  replaced: "Das Original ist ersetzt. Vorschauen entstehen neu.",
};
const en: typeof de = {
  focal: "Focal point", focalHow: "Arrow keys move by one percent, with Shift by five.", focalAt: (x, y) => `Focal point ${x} % from the left, ${y} % from the top`,
  focalAuto: "Automatic", focalHint: "Holds for all crops.", focalSaved: "Focal point saved.",
  formats: "Other formats", formatSize: (width, height) => (width && height ? `${width} × ${height}` : "full size"),
  making: "being made …", makeFailed: "The format could not be made.",
  play: "Film", noProxy: "The preview of the film is still being made.", storyboard: "Frames", frame: (at) => `Go to ${at}`,
  replace: "Upload a new version", replaceTitle: "Replace the original", replaceChoose: "Choose a file", replaceSending: (percent) => `${percent} % sent`, replaceReading: "The file is being read …",
  replaceHangs: "What hangs on today's version", replaceSame: "Same picture, better file", replaceSameHint: "Only then rights and consents stay, and only if comparing the pictures confirms it.",
  replaceOther: "Another picture. Rights, people and consents begin anew.", replaceBecause: "Why?", replaceNow: "Replace the original", replaceRefused: "This file was not accepted.",
  history: "Former versions", historyNone: "This is the first version.", version: (at) => `Version ${at}`, replacedOn: (day) => `replaced on ${day}`, restore: "Take it again", restoreTitle: (at) => `Take version ${at} again`, restoreNow: "Take this version again",
  hangs: { grants: "Grants", consents: "Consents", publications: "Publications", decisions: "Decisions", artworks: "Artwork on products", license: "License", assignments: "License", persons: "People", permissions: "Permissions" },
  hangsNone: "Nothing hangs on it.",
  locked: "Locked file", lockedHint: "It may be harmful. You get it in a form that no program opens by itself; who takes it and why is recorded.", lockedBecause: "What do you need the file for?", lockedChoose: "Please choose", lockedTake: "Download the locked file",
  lockedReasons: { examine: "Experts are to examine it", false_alarm: "Probably a false alarm", evidence: "To keep it as evidence" },
  replaced: "The original is replaced. Previews are being made anew.",
};
export const v = wordsOf({ de, en });
