/** Sentences of the editors of rights: presets, persons, consents, confirmations. */
import { wordsOf } from "../state/language.svelte";

const de = {
  presets: {
    own: ["Eigenes Foto", "im Dienst gemacht"], commissioned: ["Beauftragt", "mit Vertrag oder Rechnung"],
    commons: ["Creative Commons", "oder offene Daten"], stock: ["Stockbild", "gekauft oder im Abo"],
    submitted: ["Eingesandt", "von Bürgerinnen und Bürgern"], partner: ["Von Partnern", "Verein, Betrieb, Nachbarort"],
    ai: ["KI-erzeugt", "ganz oder in Teilen"], unclear: ["Noch unklar", "aufheben, nichts freigeben"],
  } as Record<string, [string, string]>,
  unclearText: "Wird aufbewahrt, nichts freigegeben. Sie bekommen eine Aufgabe.",
  stillNeeded: (preset: string) => `${preset}: das brauchen wir noch`,
  asks: {
    who: "Fotograf:in", onDuty: "Im Dienst gemacht?", credit: "Nennung gewünscht?", reference: "Vertrag oder Rechnung", document: "Beleg",
    channels: "Was erlaubt der Vertrag?", purposes: "Wofür?", licensees: "Wer darf es nutzen?", until: "Gilt bis", source: "Adresse der Quelle",
    license: "Lizenz mit Version", retrieved: "Abgerufen am", provider: "Dienst", number: "Nummer der Lizenz oder Rechnung",
    terms: "Bedingungen (Fassung)", passOn: "Weitergeben?", wholly: "Ganz oder teilweise?", realPersons: "Echte Personen zu sehen?", evidence: "Nachweis",
  } as Record<string, string>,
  asksFor: {
    "commons.who": "Urheber", "submitted.who": "Von wem?", "partner.who": "Wer gibt es?", "stock.license": "Anbieter und Lizenzart",
    "submitted.terms": "Teilnahmebedingungen (Fassung)", "stock.licensees": "Lizenznehmer", "submitted.channels": "Was erlauben die Bedingungen?",
    "partner.channels": "Was ist erlaubt?", "submitted.evidence": "Woran sieht man die Zusage?",
  } as Record<string, string>,
  onlyTicked: "nur ankreuzen, was dort steht",
  channelGroups: { website: "Website", social: "Social Media", newsletter: "Newsletter", print: "Druck", press: "Presse weitergeben", merchandise: "Werbeartikel" } as Record<string, string>,
  wholly: { wholly: "ganz", partly: "teilweise" } as Record<string, string>,
  yes: "ja", no: "nein", choose: "Bitte wählen", noDocument: "kein Beleg abgelegt", untilHint: "leer: unbefristet",
  evidenceWords: {
    own: (who: string) => `Im Dienst aufgenommen von ${who}`, ownPrivate: (who: string) => `Privat aufgenommen von ${who}`,
    commissioned: (reference: string) => `Vertrag oder Rechnung ${reference}`, commons: (source: string, day: string) => `Lizenz genannt unter ${source}, abgerufen am ${day}`,
    stock: (number: string) => `Lizenznachweis ${number}`, partner: (who: string) => `Zusage von ${who}`, ai: (service: string, terms: string) => `${service}, Bedingungen ${terms}`,
  },
  effectTitle: "Damit dürfen Sie",
  effectFor: (count: string) => `Vorschau für ${count}, Öffentlichkeitsarbeit, heute`,
  effectOf: (count: string, all: string) => `${count} von ${all}`,
  effectNone: "keines",
  effectWait: "Sobald das Nötigste da ist, steht hier, was damit ginge.",
  effectFailed: "Die Vorschau ließ sich nicht rechnen. Ihre Angaben stehen noch da.",
  pictures: (count: string, one: boolean) => `${count} ${one ? "Bild" : "Bilder"}`,
};

const en: typeof de = {
  presets: {
    own: ["Own picture", "taken on duty"], commissioned: ["Commissioned", "with contract or invoice"], commons: ["Creative Commons", "or open data"],
    stock: ["Stock picture", "bought or by subscription"], submitted: ["Submitted", "by citizens"], partner: ["From partners", "club, business, neighbor"],
    ai: ["Made by AI", "wholly or in part"], unclear: ["Still unclear", "keep it, release nothing"],
  },
  unclearText: "Kept, nothing released. You get a task.",
  stillNeeded: (preset) => `${preset}: this is still needed`,
  asks: {
    who: "Photographer", onDuty: "Taken on duty?", credit: "Credit wanted?", reference: "Contract or invoice", document: "Evidence",
    channels: "What does the contract permit?", purposes: "What for?", licensees: "Who may use it?", until: "Valid until", source: "Address of the source",
    license: "License with version", retrieved: "Retrieved on", provider: "Service", number: "Number of license or invoice", terms: "Terms (version)",
    passOn: "Pass it on?", wholly: "Wholly or in part?", realPersons: "Real people shown?", evidence: "Proof",
  },
  asksFor: {
    "commons.who": "Creator", "submitted.who": "By whom?", "partner.who": "Who gives it?", "stock.license": "Provider and kind of license",
    "submitted.terms": "Conditions of entry (version)", "stock.licensees": "Licensee", "submitted.channels": "What do the conditions permit?",
    "partner.channels": "What is permitted?", "submitted.evidence": "What shows the agreement?",
  },
  onlyTicked: "tick only what it says there",
  channelGroups: { website: "Website", social: "Social media", newsletter: "Newsletter", print: "Print", press: "Pass on to the press", merchandise: "Merchandise" },
  wholly: { wholly: "wholly", partly: "in part" },
  yes: "yes", no: "no", choose: "Please choose", noDocument: "no evidence filed", untilHint: "empty: unlimited",
  evidenceWords: {
    own: (who) => `Taken on duty by ${who}`, ownPrivate: (who) => `Taken privately by ${who}`, commissioned: (reference) => `Contract or invoice ${reference}`,
    commons: (source, day) => `License stated at ${source}, retrieved on ${day}`, stock: (number) => `Proof of license ${number}`,
    partner: (who) => `Agreement of ${who}`, ai: (service, terms) => `${service}, terms ${terms}`,
  },
  effectTitle: "With this you may",
  effectFor: (count) => `Preview for ${count}, public relations, today`,
  effectOf: (count, all) => `${count} of ${all}`,
  effectNone: "none",
  effectWait: "As soon as the essentials are there, this shows what it would permit.",
  effectFailed: "The preview could not be computed. What you entered is still there.",
  pictures: (count, one) => `${count} ${one ? "picture" : "pictures"}`,
};

export const r = wordsOf({ de, en });
