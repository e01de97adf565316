import { describe, expect, it } from "vitest";
import { barOf } from "../src/campaigns/time-bar";

describe("the bar of a campaign", () => {
  const window = { from: "2027-01-01", until: "2027-10-31" };

  it("holds today, the window and the quiet period in their order", () => {
    const bar = barOf(window, { from: "2027-08-01", until: "2027-09-12" }, "2026-11-23");
    expect(bar?.today).toBeLessThan(bar?.window.left ?? 0);
    expect(bar?.quiet?.left).toBeGreaterThan(bar?.window.left ?? 1);
    expect((bar?.quiet?.left ?? 1) + (bar?.quiet?.width ?? 1)).toBeLessThan((bar?.window.left ?? 0) + (bar?.window.width ?? 0));
  });

  it("counts the last day: one day is a span, not a point", () => {
    expect(barOf({ from: "2027-05-01", until: "2027-05-01" }, null, "2027-05-01")?.window.width).toBeGreaterThan(0);
  });

  it.each([[{ from: null, until: "2027-01-01" }], [{ from: "2027-01-01", until: null }]])("says nothing without both ends", (half) => {
    expect(barOf(half, null, "2026-11-23")).toBeNull();
  });
});
