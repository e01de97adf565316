import { describe, expect, it } from "vitest";
import { clockOf, frames, moment, parse, seconds, Unreadable, write, wrong } from "../src/film/vtt";

const cue = (start: number, end: number, text: string) => ({ start, end, settings: "", text });

describe("captions", () => {
  it.each([
    ["00:01:02.500", 62.5],
    ["1:02", 62],
    ["0:00,5", 0.5],
    ["1:00:00", 3600],
    ["1:75", null],
    ["bald", null],
    ["", null],
  ])("%s is the moment %s", (text, value) => expect(seconds(text)).toBe(value));

  it("are read without notes, and written in order of time", () => {
    const read = parse("WEBVTT\r\n\r\nNOTE von Hand\r\n\r\n00:05.000 --> 00:06.000 align:start\r\nZweitens\r\n\r\n7\r\n00:01.000 --> 00:02.000\r\nErstens\r\nund mehr\r\n");
    expect(read.map((each) => [each.start, each.text])).toEqual([[5, "Zweitens"], [1, "Erstens\nund mehr"]]);
    expect(write(read)).toBe("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nErstens\nund mehr\n\n00:00:05.000 --> 00:00:06.000 align:start\nZweitens\n");
  });

  it.each([
    ["1\n00:01,000 --> 00:02,000\nSubRip", 0],
    ["WEBVTT\n\n00:01.000 --> 00:02.000\nDa\n\nohne Zeit", 2],
    ["WEBVTT\n\nNOTE x\n\nbald --> 00:02.000\nDa", 1],
  ])("are not left out silently: %j", (text, cue) => expect(() => parse(text)).toThrow(new Unreadable(cue)));

  it("keep signs as they are written", () => {
    expect(parse("WEBVTT\n\n00:01.000 --> 00:02.000\nGrün &amp; Rot &lt;3").map((each) => each.text)).toEqual(["Grün & Rot &lt;3"]);
  });

  it("without words are left out, and may be of any length", () => {
    expect(write([cue(3, 1, " "), cue(0, 1, "Da")])).toBe("WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nDa\n");
    expect(wrong([cue(0, 1, "Da"), cue(3, 1, "")])).toBe(-1);
    expect(wrong([cue(0, 1, "Da"), cue(3, 3, "Dort")])).toBe(1);
  });

  it("keep a moment to the millisecond", () => {
    expect(moment(3723.0019)).toBe("01:02:03.002");
    expect([clockOf(3723), clockOf(59.9)]).toEqual(["1:02:03", "0:59"]);
  });
});

describe("a storyboard", () => {
  it("names a box for each moment", () => {
    const index = "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nfilm-storyboard#xywh=0,0,160,90\n\n00:00:02.000 --> 00:00:04.000\nfilm-storyboard#xywh=160,0,160,90\n";
    expect(frames(index)).toEqual([{ start: 0, x: 0, y: 0, width: 160, height: 90 }, { start: 2, x: 160, y: 0, width: 160, height: 90 }]);
    expect(frames("WEBVTT\n\n00:00.000 --> 00:01.000\nnichts\n")).toEqual([]);
  });
});
