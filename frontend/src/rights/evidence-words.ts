/** What proves a preset's claim, in words for the record: what the person just said, nothing more. */
import { day } from "../lib/format";
import { r } from "../lib/messages/rights";
import { language } from "../lib/state/language.svelte";
import type { Answers, Preset } from "./presets";

export function evidenceWords(preset: Preset, answers: Answers): string {
  const words = r().evidenceWords;
  const who = answers.who.trim();
  switch (preset.code) {
    case "own": return who ? (answers.onDuty === "yes" ? words.own(who) : words.ownPrivate(who)) : "";
    case "commissioned": return answers.reference.trim() ? words.commissioned(answers.reference.trim()) : "";
    case "commons": return answers.source.trim() ? words.commons(answers.source.trim(), day(answers.retrieved, language())) : "";
    case "stock": return answers.number.trim() ? words.stock(answers.number.trim()) : "";
    case "submitted": return answers.evidence.trim();
    case "partner": return answers.reference.trim() ? words.commissioned(answers.reference.trim()) : who ? words.partner(who) : "";
    case "ai": return answers.provider.trim() ? words.ai(answers.provider.trim(), answers.terms.trim()) : "";
    default: return "";
  }
}
