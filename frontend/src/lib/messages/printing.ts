/** Sentences of a link for a print shop: for those who make it, and for the print shop. */
import { wordsOf } from "../state/language.svelte";

const de = {
  link: "Link für die Druckerei", title: "Motive an die Druckerei geben",
  lead: "Die Druckerei braucht kein Konto. Sie bekommt die Motive, den Prüfbericht und das Rechteblatt, und kann nur diese laden.",
  motifs: "Welche Motive?", name: "Worum geht es?", until: "Gilt bis", mostDays: "Höchstens 90 Tage.", message: "Nachricht oder Frage", contact: "Für Antworten (E-Mail)", terms: "Eigene Bedingungen",
  make: "Link erzeugen", none: "Keines der Motive kann zur Druckerei.", missing: "Nicht dabei:",
  once: "Der Link wird nur jetzt gezeigt:", mail: "E-Mail an die Druckerei", subject: (title: string) => `Druckauftrag: ${title}`,
  body: (address: string, day: string) => `Guten Tag,\n\nhier finden Sie die Motive mit Prüfbericht und Rechteblatt (bis ${day}):\n${address}\n`,
  kept: "Beenden können Sie ihn unter Verwaltung, Freigaben.", toShares: "Freigaben ansehen",
  may: "Darf gedruckt werden", mayIf: "Darf gedruckt werden, wenn\u00a0…",
  accept: "Ich drucke nur, was hier steht, und halte die Bedingungen ein.",
  pack: "Druckpaket laden", packNote: "ZIP mit Motiven, Prüfberichten und Rechteblatt.",
  standing: { changed: "Wurde nach der Druckprüfung geändert. Bitte nicht drucken.", lost: "Darf nicht mehr gedruckt werden." } as Record<string, string>,
  heldBack: "Das Druckpaket wird nicht mehr ausgegeben: Ein Motiv darin gilt so nicht mehr. Bitte fragen Sie nach einem neuen Link.",
  credit: "Nachweis zum Mitdrucken",
};
const en: typeof de = {
  link: "Link for the print shop", title: "Give artwork to the print shop",
  lead: "The print shop needs no account. It gets the artwork, the preflight report and the rights sheet, and can download nothing else.",
  motifs: "Which artwork?", name: "What is it about?", until: "Valid until", mostDays: "At most 90 days.", message: "Message or question", contact: "For answers (e-mail)", terms: "Terms of your own",
  make: "Make the link", none: "None of the artwork can go to the print shop.", missing: "Not in it:",
  once: "The link is shown only now:", mail: "E-mail to the print shop", subject: (title) => `Print job: ${title}`,
  body: (address, day) => `Hello,\n\nhere is the artwork with its preflight report and rights sheet (until ${day}):\n${address}\n`,
  kept: "You can end it in the administration, under shares.", toShares: "View shares",
  may: "May be printed", mayIf: "May be printed if\u00a0…",
  accept: "I print only what is shown here, and keep to the terms.",
  pack: "Download print bundle", packNote: "ZIP with artwork, preflight reports and rights sheet.",
  standing: { changed: "Was changed after its preflight. Please do not print it.", lost: "May not be printed any more." },
  heldBack: "The print bundle is not handed out any more: artwork in it no longer holds. Please ask for a new link.",
  credit: "Credit to print",
};
export const p = wordsOf({ de, en });
