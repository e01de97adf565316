import { describe, expect, it } from "vitest";
import { questionAbout } from "../src/campaigns/printer-question";
import type { CheckResult, PreflightCheck } from "../src/lib/api/campaigns";

const words = (de: string) => ({ de, en: de });
const coded = (de: string) => ({ code: de, label: words(de) });
const check = (result: CheckResult, name: string, places: number[] = []): PreflightCheck => ({
  code: name, result, name: words(name), text: words(`${name} prüfen.`), measured: words("0,1 mm"), wanted: words("0,25 mm"),
  places: places.map((number) => ({ number, page: 1, x: 0, y: 0, width: 0.1, height: 0.1 })),
});
const mug = { product: coded("Tasse"), place: coded("vorn"), technique: coded("Transferdruck"), width_mm: 50, height_mm: 40, is_round: false, print_run: 3000, filename: "loewe.svg" };

describe("a question to the print shop", () => {
  it("names the job, then errors before notes with their places, and nothing that passed", () => {
    const text = questionAbout(mug, [check("pass", "Größe"), check("warning", "Beschnitt"), check("fail", "Haarlinie", [1, 2])], "");
    expect(text).toContain("loewe.svg: Tasse, vorn, Transferdruck, 50 × 40 mm, 3.000 Stück.");
    expect(text).toContain("1. Haarlinie: Haarlinie prüfen. (gemessen: 0,1 mm, gewünscht: 0,25 mm; im Bericht Stelle 1, 2)\n2. Beschnitt: ");
    expect(text).not.toContain("Größe");
  });

  it("has the link where there is one, and else says that the report is attached", () => {
    expect(questionAbout(mug, [], "https://bilder.example/f/abc")).toContain("Motiv und Prüfbericht:\nhttps://bilder.example/f/abc");
    expect(questionAbout(mug, [], "")).toContain("Den Prüfbericht hänge ich an.");
  });
});
