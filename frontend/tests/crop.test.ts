import { describe, expect, it } from "vitest";
import { formatsOf, largest, moved, pressed, scaled } from "../src/crop/crop";

const [portrait] = formatsOf("instagram");
const crop = largest(portrait!, 1.5);
const shapeOf = (each: { width: number; height: number }) => (each.width * 1.5) / each.height;

describe("the frame of a crop", () => {
  it("starts as large as it goes, in the middle", () => {
    expect(crop).toEqual({ x: 0.2333, y: 0, width: 0.5333, height: 1 });
  });

  it("never leaves the picture", () => {
    expect(moved(crop, 5, 5)).toMatchObject({ x: 0.4667, y: 0 });
    expect(moved(crop, -5, -5)).toMatchObject({ x: 0, y: 0 });
  });

  it.each([["ArrowRight", false, 0.2433], ["ArrowRight", true, 0.2833], ["ArrowLeft", true, 0.1833]] as const)("moves by %s, Shift %s", (key, shift, x) => {
    expect(pressed(crop, key, shift)?.x).toBeCloseTo(x, 3);
  });

  it("keeps its shape while it is made smaller and larger", () => {
    const small = pressed(crop, "-", false)!;
    expect(shapeOf(small)).toBeCloseTo(0.8, 2);
    expect(small.width).toBeLessThan(crop.width);
    expect(scaled(small, 100)).toMatchObject({ width: 0.5333, height: 1 });
    expect(Math.max(scaled(crop, 0.001).width, scaled(crop, 0.001).height)).toBeCloseTo(0.2, 3);
  });

  it("leaves other keys alone", () => {
    expect(pressed(crop, "Tab", false)).toBeNull();
  });

  it("has the story's shape for a story", () => {
    expect(formatsOf("instagram", "story")[0]?.name).toBe("9:16");
  });
});
