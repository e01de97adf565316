/** A question to the print shop: what is printed on what, the findings in order with their places, and the link if there is one. */
import type { Artwork, PreflightCheck } from "../lib/api/campaigns";
import { number } from "../lib/format";
import { g } from "../lib/messages/campaign";
import { p } from "../lib/messages/printing";
import { language, say } from "../lib/state/language.svelte";

type Printed = Pick<Artwork, "product" | "place" | "technique" | "width_mm" | "height_mm" | "is_round" | "print_run" | "filename">;

/** Errors first, then notes; what passed is no question. */
const openIn = (checks: PreflightCheck[]) => ["fail", "warning"].flatMap((result) => checks.filter((check) => check.result === result));

function finding(check: PreflightCheck, at: number): string {
  const values = [check.measured && g().measured(say(check.measured)), check.wanted && g().wanted(say(check.wanted))].filter(Boolean).join(", ");
  const places = check.places.length > 0 ? p().places(check.places.map((place) => place.number).join(", ")) : "";
  const more = [values, places].filter(Boolean).join("; ");
  return `${at + 1}. ${say(check.name)}: ${say(check.text)}${more ? ` (${more})` : ""}`;
}

export function questionAbout(artwork: Printed, checks: PreflightCheck[], link: string): string {
  const mm = (value: number) => number(value, language());
  const printed = [say(artwork.product.label), say(artwork.place.label), say(artwork.technique.label), g().size(mm(artwork.width_mm), mm(artwork.height_mm), artwork.is_round),
    artwork.print_run ? g().run(number(artwork.print_run, language())) : g().noRun].join(", ");
  const found = openIn(checks).map(finding);
  return [p().hello, p().about(artwork.filename, printed), found.length > 0 ? `${p().found}\n${found.join("\n")}` : p().clean, link ? `${p().here}\n${link}` : p().attached, p().thanks].join("\n\n");
}
