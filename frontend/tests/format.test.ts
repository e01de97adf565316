import { describe, expect, it } from "vitest";
import { berlinDay, clock, day, number, size } from "../src/lib/format";
import { de } from "../src/lib/messages/de";
import { en } from "../src/lib/messages/en";
import { neighbor } from "../src/search/neighbor";

describe("numbers, days and sizes", () => {
  it.each([
    [number(1284, "de"), "1.284"],
    [number(1284, "en"), "1,284"],
    [day("2027-03-31", "de"), "31.03.2027"],
    [day("2027-03-31", "en"), "31 March 2027"],
    [size(364264, "de"), "364 KB"],
    [size(14_200_000, "de"), "14,2 MB"],
    [size(0, "de"), "0 Byte"],
    [clock("2026-11-22T22:30:00Z", "de"), "23:30"],
    [berlinDay("2026-11-22T23:30:00Z"), "2026-11-23"],
  ])("%s is %s", (shown, wanted) => {
    expect(shown).toBe(wanted);
  });
});

describe("sentences", () => {
  const words = (text: string) => JSON.stringify(text);

  it("have the same keys in both languages", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(de).sort());
  });

  it("count one picture as one", () => {
    expect(de.results("1", true, "herbst")).toBe("1 Bild zu „herbst“");
    expect(en.results("2", false, "")).toBe("2 pictures");
  });

  it("hold no exclamation mark and no apology", () => {
    const texts = Object.values(de).filter((each): each is string => typeof each === "string");
    expect(texts.filter((text) => /!|leider|bitte warten/i.test(words(text)))).toEqual([]);
  });
});

describe("arrow keys in rows of tiles", () => {
  const boxes = [
    { left: 0, width: 100, top: 0 }, { left: 100, width: 200, top: 0 }, { left: 300, width: 100, top: 0 },
    { left: 0, width: 250, top: 200 }, { left: 250, width: 150, top: 200 },
  ];

  it.each([
    [0, "ArrowRight", 1], [0, "ArrowLeft", 0], [1, "ArrowDown", 3], [2, "ArrowDown", 4], [4, "ArrowUp", 2],
    [3, "Home", 0], [0, "End", 4], [0, "PageDown", 3], [4, "ArrowDown", 4],
  ])("from %i by %s to %i", (from, key, to) => {
    expect(neighbor(boxes, from, key)).toBe(to);
  });

  it("leave other keys alone", () => {
    expect(neighbor(boxes, 0, "a")).toBeNull();
  });
});
