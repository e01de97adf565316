/** Sentences about connecting programs. */
import { wordsOf } from "../state/language.svelte";

const de = {
  verdicts: "Antworten für die Website",
  verdictsText: "Ein Redaktionssystem fragt mit einem Zugangsschlüssel für viele Bilder auf einmal und darf die Antwort bis zur nächsten Änderung behalten.",
  accounts: "Kanäle und Konten",
  accountsText: "Beginnt die Adresse eines Beitrags so, werden Kanal und Konto von selbst erkannt.",
  channel: "Kanal", name: "Name des Kontos", url: "Adresse beginnt mit", addAccount: "Konto eintragen", endAccount: (name: string) => `${name} entfernen`,
  calendar: "Kalender",
  calendarText: "Fristen Ihrer Organisation als Abonnement.",
  calendarOpen: "Kalender einrichten",
  hooks: "Meldungen an Programme",
  hooksText: "Ändert sich eine Antwort, wird diese Adresse benachrichtigt, signiert mit HMAC-SHA256.",
  hookUrl: "Adresse (https)", hookChannel: "Kanal, dessen Antwort zählt", addHook: "Meldung einrichten", endHook: (url: string) => `${url} beenden`,
  secretOnce: "Der Schlüssel zum Prüfen der Signatur wird nur jetzt gezeigt:",
  disabled: (why: string) => `abgeschaltet: ${why}`,
  since: (day: string) => `seit ${day}`,
  none: "Noch keine.",
};
const en: typeof de = {
  verdicts: "Answers for the website",
  verdictsText: "A content system asks with an access key for many pictures at once and may keep the answer until the next change.",
  accounts: "Channels and accounts",
  accountsText: "If a post's address begins like this, channel and account are recognized.",
  channel: "Channel", name: "Name of the account", url: "Address begins with", addAccount: "Record an account", endAccount: (name) => `Remove ${name}`,
  calendar: "Calendar",
  calendarText: "Your organization's deadlines as a subscription.",
  calendarOpen: "Set up the calendar",
  hooks: "Messages to programs",
  hooksText: "When an answer changes, this address is told, signed with HMAC-SHA256.",
  hookUrl: "Address (https)", hookChannel: "Channel whose answer counts", addHook: "Set up messages", endHook: (url) => `End ${url}`,
  secretOnce: "The key for checking the signature is shown only now:",
  disabled: (why) => `switched off: ${why}`,
  since: (day) => `since ${day}`,
  none: "None yet.",
};
export const k = wordsOf({ de, en });
