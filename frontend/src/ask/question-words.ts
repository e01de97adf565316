/** The question in one line, as words: for headings, mails and the title of a page. */
import { day } from "../lib/format";
import { language, say, t } from "../lib/state/language.svelte";
import { channelTerm, organization, placementTerm, purposeTerm, session } from "../lib/state/session.svelte";
import { TODAY, type Question } from "../lib/url/question";

export function channelWord(code: string): string {
  const term = channelTerm(code);
  return term ? say(term.label) : code;
}

/** `asker` where somebody else asks, whose name the session does not know. */
export function questionLine(question: Question, asker?: string): string {
  const purpose = purposeTerm(question.purpose);
  const place = question.placement ? placementTerm(question.placement) : undefined;
  const name = asker ?? session()?.organizations.find((each) => each.id === question.organization)?.name ?? organization()?.name;
  const parts = [
    place && say(place.label),
    purpose ? say(purpose.label) : question.purpose,
    t().fromDay(question.from === TODAY ? t().today : day(question.from, language())),
    question.until && t().untilDay(day(question.until, language())),
    name,
  ];
  return parts.filter(Boolean).join(" · ");
}
