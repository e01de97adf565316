/** Captions as people edit them: moments, words. The server reads WebVTT strictly and writes it anew. */
export interface Cue {
  start: number;
  end: number;
  settings: string;
  text: string;
}

const MOMENT = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/;

/** Seconds of "1:02:03.500", "2:03" or "2:03,5"; null for what is no moment. */
export function seconds(text: string): number | null {
  const found = MOMENT.exec(text.trim());
  if (!found) return null;
  const [, hours = "0", minutes = "0", rest = "0", millis = "0"] = found;
  if (Number(minutes) > 59 || Number(rest) > 59) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest) + Number(millis.padEnd(3, "0")) / 1000;
}

const two = (value: number) => String(value).padStart(2, "0");

/** "00:02:03.500", as WebVTT wants it. */
export function moment(value: number): string {
  const millis = Math.round(value * 1000);
  return `${two(Math.floor(millis / 3_600_000))}:${two(Math.floor(millis / 60_000) % 60)}:${two(Math.floor(millis / 1000) % 60)}.${String(millis % 1000).padStart(3, "0")}`;
}

/** "2:03", as people read it. */
export const clockOf = (value: number): string => {
  const whole = Math.floor(value);
  const hours = Math.floor(whole / 3600);
  return `${hours ? `${hours}:${two(Math.floor(whole / 60) % 60)}` : Math.floor(whole / 60)}:${two(whole % 60)}`;
};

/** A cue that cannot be read: which one of the file, from 1; 0 for a file that is no WebVTT. */
export class Unreadable extends Error {
  constructor(readonly cue: number) {
    super(`cue ${cue}`);
  }
}

const LEFT_OUT = /^(?:NOTE|STYLE|REGION)/;
/** "&" as people write it; the other signs stay as they are, so that none becomes a tag. */
const unescaped = (text: string) => text.replace(/&amp;(?!\w+;)/g, "&");

/** Every cue; notes, styles and regions are left out. Throws `Unreadable` rather than leave out anything else. */
export function parse(text: string): Cue[] {
  const blocks = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").split(/\n(?:[ \t]*\n)+/).map((block) => block.split("\n").filter((line) => line.trim() !== ""));
  if (!/^WEBVTT(?:\s|$)/.test(blocks[0]?.[0] ?? "")) throw new Unreadable(0);
  const first = blocks[0] ?? [];
  blocks[0] = first.slice(1).some((line) => line.includes("-->")) ? first.slice(1) : [];
  return blocks.filter((lines) => lines.length > 0 && !LEFT_OUT.test(lines[0] ?? "")).map((lines, number) => {
    const at = lines.findIndex((line) => line.includes("-->"));
    const found = /^\s*(\S+)\s+-->\s+(\S+)(.*)$/.exec(lines[at] ?? "");
    const start = seconds(found?.[1] ?? ""), end = seconds(found?.[2] ?? "");
    if (!found || at > 1 || start === null || end === null) throw new Unreadable(number + 1);
    return { start, end, settings: found[3]?.trim() ?? "", text: unescaped(lines.slice(at + 1).join("\n")) };
  });
}

/** The file, in order of time; cues without words are left out. */
export function write(cues: Cue[]): string {
  const told = cues.filter((cue) => cue.text.trim() !== "").toSorted((a, b) => a.start - b.start || a.end - b.end);
  const blocks = told.map((cue) => [`${moment(cue.start)} --> ${moment(cue.end)}${cue.settings ? ` ${cue.settings}` : ""}`, ...cue.text.split("\n").map((line) => line.trim()).filter(Boolean)].join("\n"));
  return `${["WEBVTT", ...blocks].join("\n\n")}\n`;
}

/** What would be refused: which cue, from 0. */
export const wrong = (cues: Cue[]): number => cues.findIndex((cue) => cue.text.trim() !== "" && cue.end <= cue.start);

export interface Frame {
  start: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The frames that the index of a storyboard names, each a box on the sprite. */
export const frames = (index: string): Frame[] =>
  parse(index).flatMap((cue) => {
    const box = /#xywh=(\d+),(\d+),(\d+),(\d+)/.exec(cue.text)?.slice(1).map(Number);
    return box?.length === 4 ? [{ start: cue.start, x: box[0] ?? 0, y: box[1] ?? 0, width: box[2] ?? 0, height: box[3] ?? 0 }] : [];
  });
