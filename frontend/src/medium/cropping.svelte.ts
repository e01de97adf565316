/** The crop that is shown is the crop that is asked about: the question says "crop", the frame says which part. */
import { around, formatsOf, largest, type Crop, type Format } from "../crop/crop";
import type { Decision } from "../lib/api/types";
import type { Question } from "../lib/url/question";

const CROP = "crop";
const REFUSALS = ["LIC_ND_MODIFICATION", "GRANT_MODIFICATION_NOT_COVERED", "LIC_EDITORIAL_ALTERATION"];

export class Cropping {
  crop = $state.raw<Crop | null>(null);
  format = $state.raw<Format | null>(null);

  /** A frame for the channel as soon as the question says "crop"; none without. */
  follow(question: Question | null, ratio: number, focal?: { x: number; y: number } | null): void {
    if (!question?.modifications?.includes(CROP)) {
      this.crop = this.format = null;
      return;
    }
    const formats = formatsOf(question.channel, question.placement);
    if (this.format && formats.some((each) => each.name === this.format?.name)) return;
    this.format = formats[0] ?? null;
    this.crop = this.format && around(largest(this.format, ratio), focal);
  }

  get edge(): number | null {
    return this.format && Math.max(this.format.width, this.format.height);
  }
}

/** No license to alter: the frame gives way to the whole picture. */
export const cropIsRefused = (decision: Decision | undefined): boolean =>
  decision?.reasons.some((each) => REFUSALS.includes(each.code)) ?? false;

export function withCrop(question: Question, on: boolean): Question {
  const others = (question.modifications ?? []).filter((each) => each !== CROP);
  const modifications = on ? [...others, CROP] : others;
  return { ...question, modifications: modifications.length > 0 ? modifications : undefined };
}
