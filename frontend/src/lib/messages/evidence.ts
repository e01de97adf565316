/** Sentences about evidence. */
import { wordsOf } from "../state/language.svelte";

const de = {
  kinds: {
    contract: "Vertrag oder Rechnung", consent: "Einwilligung", release: "Genehmigung", license_snapshot: "Lizenztext, Seitenabbild",
    terms: "Teilnahmebedingungen", proof: "Nachweis der Entfernung", other: "Sonstiges",
  } as Record<string, string>,
  title: (count: string, one: boolean) => `${count} ${one ? "Beleg" : "Belege"}`,
  lead: "Belege liegen verschlüsselt und sind nur für Ihre Organisation zu sehen. Andere sehen, dass etwas erlaubt ist, nie das Papier.",
  none: "kein Beleg abgelegt",
  file: "Datei ablegen",
  fileNew: "Beleg ablegen",
  choose: "Datei",
  what: "Was ist es?",
  name: "Bezeichnung",
  retain: "Aufbewahren bis",
  save: "Ablegen",
  filed: "Abgelegt.",
  failed: "Die Datei ließ sich nicht ablegen. Möglich sind PDF, Bilder, Text und E-Mail bis 25 MB.",
  head: { what: "Beleg", kind: "Art", filed: "Abgelegt", retain: "Aufbewahren bis", size: "Größe" },
  erased: "gelöscht, Prüfsumme bleibt",
  open: "Öffnen",
};
const en: typeof de = {
  kinds: {
    contract: "Contract or invoice", consent: "Consent", release: "Permission", license_snapshot: "License text, page snapshot",
    terms: "Conditions of entry", proof: "Proof of removal", other: "Other",
  },
  title: (count, one) => `${count} ${one ? "document" : "documents"}`,
  lead: "Evidence is encrypted and visible to your organization only. Others see that something is permitted, never the paper.",
  none: "no evidence filed",
  file: "File a document",
  fileNew: "File evidence",
  choose: "File",
  what: "What is it?",
  name: "Name",
  retain: "Keep until",
  save: "File",
  filed: "Filed.",
  failed: "The file could not be filed. PDF, pictures, text and e-mail up to 25 MB are possible.",
  head: { what: "Evidence", kind: "Kind", filed: "Filed", retain: "Keep until", size: "Size" },
  erased: "erased, checksum stays",
  open: "Open",
};
export const d = wordsOf({ de, en });
