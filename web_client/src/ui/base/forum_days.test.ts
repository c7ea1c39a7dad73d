import { describe, expect, it } from "vitest";
import type { Forum } from "./api";
import { byDay, comes, dayOf, today } from "./forum_days";

const forum = (id: string, opens: string, state: Forum["state"] = "planned"): Forum => ({
  id,
  title: id,
  state,
  opens: Date.parse(opens),
  hall: "city-hall",
  cancelled: false,
  broken: false,
});
const NOW = Date.parse("2026-11-28T10:00:00Z");

describe("the days of forums", () => {
  it("change at midnight of Gimhae", () => {
    expect(dayOf(Date.parse("2026-11-28T14:59:59Z"))).toBe(dayOf(NOW));
    expect(dayOf(Date.parse("2026-11-28T15:00:00Z"))).toBe(dayOf(NOW) + 1);
  });

  it("show of today what runs first, then what comes and what was", () => {
    const forums = [
      forum("tomorrow", "2026-11-28T15:30:00Z"),
      forum("evening", "2026-11-28T11:00:00Z"),
      forum("morning", "2026-11-28T01:00:00Z", "closed"),
      forum("long", "2026-11-27T10:00:00Z", "paused"),
    ];
    expect(today(forums, NOW).map((one) => one.id)).toEqual(["long", "morning", "evening"]);
  });

  it("list forums by opening time, and what is over the newest day first", () => {
    const forums = [
      forum("b", "2026-11-29T11:00:00Z"),
      forum("a", "2026-11-28T11:00:00Z"),
      forum("c", "2026-11-29T10:00:00Z"),
    ];
    expect(byDay(forums).map((day) => day.forums.map((one) => one.id))).toEqual([["a"], ["c", "b"]]);
    expect(byDay(forums, true).map((day) => day.forums.map((one) => one.id))).toEqual([["c", "b"], ["a"]]);
  });

  it("keep one that was called off where people look for it, until its day is over", () => {
    const off = { ...forum("off", "2026-11-28T12:00:00Z", "closed"), cancelled: true };
    expect(comes(off, NOW)).toBe(true);
    expect(comes(off, NOW + 86_400_000)).toBe(false);
    expect(comes(forum("over", "2026-11-28T12:00:00Z", "closed"), NOW)).toBe(false);
  });
});
