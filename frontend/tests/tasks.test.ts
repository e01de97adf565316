import { describe, expect, it } from "vitest";
import { w } from "../src/lib/messages/tasks";
import { dueOf, groupOf } from "../src/tasks/group";

const task = (group: string, due_at: string | null, created_at = "2026-11-20T09:00:00Z") => ({ group, due_at, created_at });

describe("a task", () => {
  it.each([["today", "today"], ["later", "later"], ["something_new", "missing"]])("of group %s stands below %s", (given, group) => {
    expect(groupOf(task(given, null))).toBe(group);
  });

  it.each([
    ["today", "2026-11-23T17:00:00Z", "heute", "bis 18:00 Uhr"],
    ["today", "2026-11-21T17:00:00Z", "überfällig", "21.11.2026"],
    ["soon", "2026-12-14T22:59:00Z", "14.12.2026", "in 21 Tagen"],
    ["soon", "2026-11-24T09:00:00Z", "24.11.2026", "morgen"],
    ["missing", null, "ohne Frist", ""],
    ["decide", null, "seit 3 Tagen", ""],
  ])("%s due %s says %s, %s", (group, due, strong, rest) => {
    expect(dueOf(task(group, due), "2026-11-23")).toEqual({ strong, rest });
  });

  it("is counted in words", () => {
    expect([1, 4, 13].map((count) => w().heading(count))).toEqual(["Eine Sache braucht Sie", "Vier Dinge brauchen Sie", "13 Dinge brauchen Sie"]);
  });
});
