import { describe, expect, it } from "vitest";
import type { Rail } from "../../world/world";
import { along, rideSeconds } from "./ride";

const rail: Rail = {
  line: new Float32Array([0, 0, 100, 0, 100, 340]),
  stations: ["west", "bend", "north"],
  marks: [0, 100, 440],
};

describe("a ride", () => {
  it("measures along the line, around its corners", () => {
    expect(along(rail.line, { x: 40, y: 3 })).toBe(40);
    expect(along(rail.line, { x: 99, y: 200 })).toBe(300);
    expect(along(rail.line, { x: -50, y: 0 })).toBe(0);
  });

  it("tells whole seconds to a station, whichever way the train goes", () => {
    expect(rideSeconds(rail, { x: 0, y: 0 }, "north")).toBe(20);
    expect(rideSeconds(rail, { x: 100, y: 340 }, "bend")).toBe(16);
    expect(rideSeconds(rail, { x: 100, y: 0 }, "bend")).toBe(0);
  });

  it("tells nothing of a station that the line has not", () => {
    expect(rideSeconds(rail, { x: 0, y: 0 }, "elsewhere")).toBe(0);
  });
});
