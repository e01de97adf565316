/** Sentences of a film's captions and cover. */
import { wordsOf } from "../state/language.svelte";

const de = {
  captions: "Untertitel", none: "noch keine", count: (count: number) => (count === 1 ? "1 Sprache" : `${count} Sprachen`),
  languages: { de: "Deutsch", en: "Englisch", uk: "Ukrainisch", ar: "Arabisch", tr: "Türkisch", pl: "Polnisch", ru: "Russisch", fr: "Französisch", nl: "Niederländisch" } as Record<string, string>,
  language: "Sprache", edit: "Bearbeiten", write: "Untertitel schreiben", load: "Datei laden (WebVTT)", remove: "Löschen",
  removeTitle: (language: string) => `Untertitel ${language} löschen?`, removeText: "Der Film hat dann in dieser Sprache keine Untertitel mehr. Für die Website sind sie nötig.", removeNow: "Untertitel löschen",
  of: (language: string) => `Untertitel: ${language}`, cue: (at: number) => `Einblendung ${at}`, from: "von", until: "bis", text: "Text", now: "Jetzt", nowFrom: (at: number) => `als Beginn von Einblendung ${at}`, nowUntil: (at: number) => `als Ende von Einblendung ${at}`,
  show: "Abspielen", showAt: (at: number) => `ab Einblendung ${at}`, drop: "Weglassen", add: "Einblendung anfügen", save: "Untertitel speichern",
  hint: "Zeiten wie 1:02 oder 1:02,5. „Jetzt“ nimmt die Stelle, an der der Film gerade steht.",
  notTime: (at: number) => `Einblendung ${at}: Das ist keine Zeit wie 1:02,5.`, backwards: (at: number) => `Einblendung ${at} endet, bevor sie beginnt.`, empty: "Noch keine Einblendung mit Text.",
  saved: "Untertitel gespeichert.", removed: "Untertitel gelöscht.", failed: "Die Untertitel ließen sich nicht speichern. Ihre Angaben stehen noch da.", unread: "Darin steht keine Einblendung. Möglich ist WebVTT (.vtt).",
  unreadable: (at: number) => `Einblendung ${at} der Datei hat keine lesbare Zeit wie 00:01:02.500.`, notUtf8: "Die Datei ist nicht als UTF-8 gesichert. Umlaute gingen sonst verloren.", notRemoved: "Die Untertitel wurden nicht gelöscht: Jemand hat sie inzwischen geändert, oder die Verbindung ist weg.",
  meanwhile: "Jemand hat diese Untertitel inzwischen gespeichert. Ihre Angaben stehen noch da: bitte vergleichen.", theirs: "Was jetzt gespeichert ist", keepMine: "Meine Fassung speichern",
  cover: "Titelbild", coverHint: "Dieses Bild steht für den Film in der Suche und vor dem Abspielen.", coverBy: (at: string) => `von Ihnen gewählt, bei ${at}`, coverAuto: "von Bildkreis gewählt", frame: (at: string) => `Bild bei ${at}`,
  take: "Als Titelbild nehmen", auto: "Automatisch wählen", making: "Gespeichert. Das Titelbild entsteht in einigen Sekunden neu.", coverFailed: "Das Titelbild ließ sich nicht ändern.", noFrames: "Die Standbilder entstehen noch.",
};
const en: typeof de = {
  captions: "Captions", none: "none yet", count: (count) => (count === 1 ? "1 language" : `${count} languages`),
  languages: { de: "German", en: "English", uk: "Ukrainian", ar: "Arabic", tr: "Turkish", pl: "Polish", ru: "Russian", fr: "French", nl: "Dutch" },
  language: "Language", edit: "Edit", write: "Write captions", load: "Load a file (WebVTT)", remove: "Delete",
  removeTitle: (language) => `Delete captions ${language}?`, removeText: "The film then has no captions in this language. A website needs them.", removeNow: "Delete captions",
  of: (language) => `Captions: ${language}`, cue: (at) => `Caption ${at}`, from: "from", until: "to", text: "Text", now: "Now", nowFrom: (at) => `as the start of caption ${at}`, nowUntil: (at) => `as the end of caption ${at}`,
  show: "Play", showAt: (at) => `from caption ${at}`, drop: "Leave out", add: "Add a caption", save: "Save captions",
  hint: "Times like 1:02 or 1:02.5. “Now” takes the place at which the film stands.",
  notTime: (at) => `Caption ${at}: this is no time like 1:02.5.`, backwards: (at) => `Caption ${at} ends before it begins.`, empty: "No caption with text yet.",
  saved: "Captions saved.", removed: "Captions deleted.", failed: "The captions could not be saved. What you entered is still there.", unread: "There is no caption in it. WebVTT (.vtt) is possible.",
  unreadable: (at) => `Caption ${at} of the file has no readable time like 00:01:02.500.`, notUtf8: "The file is not saved as UTF-8. Letters would be lost.", notRemoved: "The captions were not deleted: somebody changed them in the meantime, or the connection is gone.",
  meanwhile: "Somebody saved these captions in the meantime. What you entered is still there: please compare.", theirs: "What is saved now", keepMine: "Save my version",
  cover: "Cover", coverHint: "This picture stands for the film in the search and before it plays.", coverBy: (at) => `chosen by you, at ${at}`, coverAuto: "chosen by Bildkreis", frame: (at) => `Frame at ${at}`,
  take: "Take as cover", auto: "Choose automatically", making: "Saved. The cover is made anew within some seconds.", coverFailed: "The cover could not be changed.", noFrames: "The frames are still being made.",
};
export const fm = wordsOf({ de, en });
