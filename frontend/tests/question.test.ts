import { describe, expect, it } from "vitest";
import { changedQuestion, questionBody, questionParams, readQuestion, usualQuestion, writeQuestion } from "../src/lib/url/question";

const read = (text: string) => readQuestion(new URLSearchParams(text));

describe("the question in the address", () => {
  it("is no question without a channel", () => {
    expect(read("zweck=campaign&von=2026-11-23")).toBeNull();
  });

  it("assumes public relations from today, open-ended", () => {
    expect(read("wofuer=instagram")).toMatchObject({ channel: "instagram", purpose: "public_relations", from: "heute", until: undefined });
  });

  it("comes back as it was written", () => {
    const text = "wofuer=print&zweck=campaign&von=2026-11-23&bis=2027-03-31&als=abc&bezahlt=nein&auflage=3000&verkauf=ja&gebiet=DE&heikel=nein&bearbeitung=crop,colour";
    const params = new URLSearchParams();
    writeQuestion(read(text), params);
    expect(readQuestion(params)).toEqual(read(text));
  });

  it("ignores a day that is none", () => {
    expect(read("wofuer=print&von=gestern&bis=31.03.2027")).toMatchObject({ from: "heute", until: undefined });
  });

  it("leaves what nobody answered unknown", () => {
    expect(Object.keys(questionParams(usualQuestion("press")))).toEqual(["channel", "purpose"]);
  });

  it("names the organization `as` in a query and `organization` in a body", () => {
    const question = { ...usualQuestion("press", "abc") };
    expect(questionParams(question)).toHaveProperty("as", "abc");
    expect(questionBody(question)).toHaveProperty("organization", "abc");
  });

  it("takes what a remedy changes and keeps the rest", () => {
    const question = { ...usualQuestion("merchandise", "abc"), placement: "ad", printRun: 500 };
    const changed = changedQuestion(question, { channel: "website", placement: null, until: "2027-03-31" });
    expect(changed).toMatchObject({ channel: "website", placement: undefined, until: "2027-03-31", printRun: 500, organization: "abc" });
  });
});
