import { describe, expect, it } from "vitest";
import { figures, read } from "./countdown";

const running = (ends_at: number) => ({ total: 180_000, remaining: 180_000, ends_at });

describe("a countdown", () => {
  it.each([
    [84_000, "fine", "1:24"],
    [30_000, "soon", "0:30"],
    [15_000, "last", "0:15"],
    [1, "last", "0:01"],
    [0, "over", "+0:00"],
    [-12_400, "over", "+0:12"],
  ])("with %s ms left shows %s, %s", (left, stage, shown) => {
    expect(read(running(1_000 + left), 1_000)).toMatchObject({ stage, figures: shown });
  });

  it("that stands shows what is left, whatever the time", () => {
    const standing = { total: 180_000, remaining: 52_000, ends_at: null };
    expect([read(standing, 0), read(standing, 9e12)].map((one) => [one.stage, one.figures])).toEqual([
      ["paused", "0:52"],
      ["paused", "0:52"],
    ]);
  });

  it("empties from whole to nothing, and no further", () => {
    expect([0, 90_000, 180_000, 300_000].map((now) => read(running(180_000), now).share)).toEqual([1, 0.5, 0, 0]);
  });

  it("counts hours in minutes", () => {
    expect(figures(3_665)).toBe("61:05");
  });
});
