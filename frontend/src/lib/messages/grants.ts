/** The fields of a grant. */
import { wordsOf } from "../state/language.svelte";

const de = {
  fields: {
    organization: "Führt den Vertrag", licensor: "Von wem?", kind: "Art", licensees: "Für wen?", channels: "Kanäle", purposes: "Zwecke", modifications: "Bearbeitung",
    territories: "Gebiet", from_on: "Gilt ab", until_on: "Gilt bis", granted_on: "Vertrag vom", commercial: "Kommerziell", paid_promotion: "Bezahlte Anzeigen",
    platform_sublicense: "Rechte für Plattformen", third_party_redistribution: "Weitergabe an Dritte", sensitive_use: "Heikle Themen",
    covers_other_bodies: "Auch andere Stellen", transferable: "Übertragbar", credit_required: "Nennung verlangt", print_run_max: "Höchste Auflage",
    quota_uses: "Zahl der Nutzungen", reference: "Vertrag oder Aktenzeichen", exact_credit: "Nachweis im Wortlaut", report_to: "Nutzung melden an",
    specimen_to: "Belegexemplar an", fee_note: "Honorar", evidence: "Woran man es sieht", document: "Beleg", version: "Fassung",
  } as Record<string, string>,
  kinds: { simple: "einfach", exclusive: "ausschließlich" } as Record<string, string>,
  tri: { unknown: "nicht geregelt", yes: "ja", no: "nein" } as Record<string, string>,
  territoriesHint: "Kürzel mit Komma, zum Beispiel DE, AT. * für überall.",
  grantedHint: "Bei zwei Verträgen zählt der frühere.",
  noLimit: "leer: ohne Grenze",
};
const en: typeof de = {
  fields: {
    organization: "Keeps the contract", licensor: "By whom?", kind: "Kind", licensees: "For whom?", channels: "Channels", purposes: "Purposes", modifications: "Changes",
    territories: "Territory", from_on: "Valid from", until_on: "Valid until", granted_on: "Contract of", commercial: "Commercial", paid_promotion: "Paid promotion",
    platform_sublicense: "Rights for platforms", third_party_redistribution: "Passing on to others", sensitive_use: "Sensitive topics",
    covers_other_bodies: "Other bodies too", transferable: "Transferable", credit_required: "Credit required", print_run_max: "Largest print run",
    quota_uses: "Number of uses", reference: "Contract or file number", exact_credit: "Credit verbatim", report_to: "Report use to",
    specimen_to: "Specimen copy to", fee_note: "Fee", evidence: "What shows it", document: "Evidence", version: "Version",
  },
  kinds: { simple: "simple", exclusive: "exclusive" },
  tri: { unknown: "not regulated", yes: "yes", no: "no" },
  territoriesHint: "Codes with commas, for example DE, AT. * for everywhere.",
  grantedHint: "Of two contracts the earlier one counts.",
  noLimit: "empty: no limit",
};
export const g = wordsOf({ de, en });
