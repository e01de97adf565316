import { describe, expect, it } from "vitest";
import { readSearch, searchAddress, searchOf, searchParams, writeSearch } from "../src/lib/url/search-state";

const read = (text: string) => readSearch(new URLSearchParams(text));

describe("the search in the address", () => {
  it.each([
    "q=herbst",
    "q=herbst&wofuer=instagram&zweck=public_relations&von=heute&antwort=ja,wenn",
    "ort=lindrode,ahlenbrueck&format=landscape&sicht=liste&sortiert=neu",
    "q=herbst&sicht=karte&karte=51.9,7.1,52.1,7.4",
    "q=%22Alte+M%C3%BChle%22+-winter&ab=AQAB&wahl=a,b",
  ])("comes back as it was: %s", (text) => {
    expect(writeSearch(read(text)).toString()).toBe(new URLSearchParams(text).toString());
  });

  it.each([
    "q=herbst&wofuer=instagram&platz=feed&zweck=public_relations&von=heute&als=u&bezahlt=nein&auflage=300&heikel=ja&antwort=ja,wenn",
    "karte=-1.5,7,52,7.25",
    "ort=lindrode,ahlenbrueck&format=landscape&alternativtext=no&sortiert=aufnahme-alt",
    "q=a&wofuer=press&zweck=press_information&von=2026-11-23&bis=2026-12-01&bearbeitung=crop,resize",
  ])("comes back from what the API keeps: %s", (text) => {
    const back = writeSearch(searchOf(searchParams(read(text)))).toString();
    expect(back).toBe(writeSearch(read(text)).toString());
  });

  it("keeps the four answers in their order, whatever the address says", () => {
    expect(read("antwort=nein,ja").answers).toEqual(["allowed", "forbidden"]);
  });

  it("shows unknown values instead of dropping them", () => {
    expect(read("antwort=vielleicht&sortiert=schoen").unknown.map((each) => each.value)).toEqual(["vielleicht", "schoen"]);
  });

  it.each(["1,2,3", "52,7,51,8", "51,181,52,182", "a,b,c,d", ""])("shows what is no part of a map: %s", (text) => {
    expect(read(`karte=${text}`)).toMatchObject({ box: null, unknown: [{ key: "karte" }] });
  });

  it("asks the API for west, south, east, north", () => {
    expect(searchParams(read("karte=51.9,7.1,52.1,7.4"))).toMatchObject({ bbox: "7.1,51.9,7.4,52.1" });
  });

  it("ignores unknown keys", () => {
    expect(writeSearch(read("q=a&utm_source=b")).toString()).toBe("q=a");
  });

  it("writes commas as commas", () => {
    expect(searchAddress(writeSearch(read("ort=a,b")))).toBe("/?ort=a,b");
  });

  it("asks for answers only beside a question", () => {
    expect(searchParams(read("antwort=ja"))).not.toHaveProperty("verdict");
    expect(searchParams(read("antwort=ja&wofuer=press"))).toHaveProperty("verdict", "allowed");
  });

  it("speaks the API's names", () => {
    expect(searchParams(read("q=+schloss+&ort=lindrode&typ=photo&sortiert=aufnahme-neu"))).toEqual({
      q: "schloss", place: "lindrode", media_type: "photo", sort: "taken_newest",
    });
  });

  it("carries at most fifty selected pictures", () => {
    const many = Array.from({ length: 60 }, (_, index) => `p${index}`).join(",");
    expect(read(`wahl=${many}`).selection).toHaveLength(50);
  });
});
