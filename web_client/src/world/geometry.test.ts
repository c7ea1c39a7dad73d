import { describe, expect, it } from "vitest";
import { bearing, compassKey, sideKey, spokenMetres, turn, wayLength } from "./geometry";

describe("directions", () => {
  it("names the eighths of the compass", () => {
    expect([0, 45, 90, 135, 180, 225, 270, 315, 359].map((d) => compassKey((d * Math.PI) / 180))).toEqual([
      "n",
      "ne",
      "e",
      "se",
      "s",
      "sw",
      "w",
      "nw",
      "n",
    ]);
  });

  it("names sides as seen by who faces a way", () => {
    const east = Math.PI / 2;
    expect(sideKey(bearing(0, 0, 5, 0), east)).toBe("ahead");
    expect(sideKey(bearing(0, 0, 0, -5), east)).toBe("right");
    expect(sideKey(bearing(0, 0, 0, 5), east)).toBe("left");
    expect(sideKey(bearing(0, 0, -5, 0), east)).toBe("behind");
  });

  it("turns negative angles into the circle", () => {
    expect(turn(-Math.PI / 2)).toBeCloseTo(Math.PI * 1.5);
  });
});

describe("distances", () => {
  it("rounds metres the way one says them", () => {
    expect([3.4, 19.6, 42, 98, 333, 1_012].map(spokenMetres)).toEqual([3, 20, 40, 100, 330, 1_000]);
  });

  it("adds up the corners of a way", () => {
    expect(
      wayLength({ x: 0, y: 0 }, [
        { x: 3, y: 4 },
        { x: 3, y: 10 },
      ]),
    ).toBe(11);
  });
});
