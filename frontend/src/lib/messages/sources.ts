/** Sentences of index sources. */
import { wordsOf } from "../state/language.svelte";

const de = {
  title: (count: string, one: boolean) => `${count} ${one ? "Quelle" : "Quellen"}`,
  lead: "Ordner und Speicher, die andere füllen. Bildkreis liest dort nur und ändert nichts.",
  add: "Quelle verbinden", name: "Name", url: "Ordner oder s3://Speicher/Pfad", urlHint: "Der Ordner muss auf dem Server liegen und freigegeben sein.",
  every: "Wie oft nachsehen?", everyWords: { "": "nur auf Wunsch", "15": "alle 15 Minuten", "60": "jede Stunde", "360": "alle 6 Stunden", "1440": "jeden Tag" } as Record<string, string>,
  everyMinutes: (minutes: number) => `alle ${minutes} Minuten`,
  visibility: "Wer sieht, was dort liegt?", preset: "Woher kommen die Bilder dort?", presetLater: "wird je Bild entschieden",
  head: { name: "Quelle", every: "Zeitplan", last: "Zuletzt", state: "Stand" },
  scan: "Jetzt nachsehen", scanning: "Wird nachgesehen. Neues erscheint nach und nach.", pause: "Anhalten", resume: "Fortsetzen", paused: "angehalten", runs: "läuft", next: (when: string) => `nächstes Mal ${when}`, never: "noch nie",
  run: (found: string, fresh: string, changed: string, vanished: string) => `${found} gefunden, ${fresh} neu, ${changed} geändert, ${vanished} verschwunden`,
  refused: (count: string) => `${count} nicht lesbar`, running: "läuft noch", history: "Letzte Durchgänge", noRuns: "Noch kein Durchgang.",
  because: { schedule: "nach Plan", event: "Meldung des Speichers", person: "auf Wunsch", command: "von der Kommandozeile" } as Record<string, string>,
  webhook: "Meldungen des Speichers", webhookLead: "Der Speicher (MinIO, Ceph, AWS S3) meldet Neues an diese Adresse, dann muss niemand warten.", webhookMake: "Geheimnis neu erzeugen", webhookOnce: "Das Geheimnis wird nur jetzt gezeigt:", webhookAddress: "Adresse",
  library: "Eigener Speicher, für Hochgeladenes", save: "Speichern",
};
const en: typeof de = {
  title: (count, one) => `${count} ${one ? "source" : "sources"}`,
  lead: "Folders and stores that others fill. Bildkreis only reads there and changes nothing.",
  add: "Connect a source", name: "Name", url: "Folder or s3://bucket/path", urlHint: "The folder must be on the server and permitted there.",
  every: "How often to look?", everyWords: { "": "only when asked", "15": "every 15 minutes", "60": "every hour", "360": "every 6 hours", "1440": "every day" },
  everyMinutes: (minutes) => `every ${minutes} minutes`,
  visibility: "Who sees what is there?", preset: "Where are the pictures there from?", presetLater: "decided picture by picture",
  head: { name: "Source", every: "Schedule", last: "Last", state: "State" },
  scan: "Look now", scanning: "Being looked through. What is new appears bit by bit.", pause: "Pause", resume: "Resume", paused: "paused", runs: "running", next: (when) => `next ${when}`, never: "never yet",
  run: (found, fresh, changed, vanished) => `${found} found, ${fresh} new, ${changed} changed, ${vanished} vanished`,
  refused: (count) => `${count} unreadable`, running: "still running", history: "Last runs", noRuns: "No run yet.",
  because: { schedule: "by schedule", event: "message of the store", person: "asked for", command: "from the command line" },
  webhook: "Messages of the store", webhookLead: "The store (MinIO, Ceph, AWS S3) tells this address what is new, so that nobody has to wait.", webhookMake: "Make a new secret", webhookOnce: "The secret is shown only now:", webhookAddress: "Address",
  library: "The library's own store, for uploads", save: "Save",
};
export const q = wordsOf({ de, en });
