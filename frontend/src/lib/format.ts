/** Numbers, days, times and sizes as people write them. */
import type { Language } from "./api/types";

const LOCALE: Record<Language, string> = { de: "de-DE", en: "en-GB" };
const ZONE = "Europe/Berlin";

export const number = (value: number, language: Language): string => new Intl.NumberFormat(LOCALE[language]).format(value);

/** A day without a time; 2026-10-18 is 18.10.2026 or 18 October 2026. */
export function day(iso: string, language: Language): string {
  const date = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
  const month = language === "de" ? "2-digit" : "long";
  const dayOf = language === "de" ? "2-digit" : "numeric";
  return new Intl.DateTimeFormat(LOCALE[language], { day: dayOf, month, year: "numeric", timeZone: "UTC" }).format(date);
}

/** A day where the year goes without saying: 18.10. or 18 Oct. */
export function shortDay(iso: string, language: Language): string {
  const month = language === "de" ? "2-digit" : "short";
  const date = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
  return new Intl.DateTimeFormat(LOCALE[language], { day: language === "de" ? "2-digit" : "numeric", month, timeZone: "UTC" }).format(date);
}

export function clock(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], { hour: "2-digit", minute: "2-digit", timeZone: ZONE }).format(new Date(iso));
}

export function berlinDay(iso: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(new Date(iso));
}

export const today = (): string => berlinDay(new Date().toISOString());

/** The day that comes `days` after today. */
export const later = (days: number): string => berlinDay(new Date(Date.now() + days * 86_400_000).toISOString());

const UNITS = ["Byte", "KB", "MB", "GB"];

export function size(bytes: number, language: Language): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const digits = new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: step > 1 ? 1 : 0 });
  return `${digits.format(bytes / 1000 ** step)} ${UNITS[step]}`;
}
