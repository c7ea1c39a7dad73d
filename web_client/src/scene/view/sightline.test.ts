import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeWorld } from "../../world/world";
import { fromWorld } from "../land/land";
import { clearShare, footprints } from "./sightline";

const house = [{ x0: -5, z0: 8, x1: 5, z1: 12 }];

describe("clearShare", () => {
  it("lets the camera stand off where nothing is in the way", () => {
    expect(clearShare(house, [0, 1.7, 0], [0, 4, -13])).toBe(1);
  });

  it("stops before a house behind the avatar", () => {
    const share = clearShare(house, [0, 1.7, 0], [0, 4, 13]);
    expect(share * 13).toBeGreaterThan(5.5);
    expect(share * 13).toBeLessThan(8.2);
  });

  it("looks over roofs from high up", () => {
    expect(clearShare(house, [0, 1.7, 0], [0, 40, 20])).toBe(1);
  });

  it("leaves room inside the house one stands in", () => {
    expect(clearShare(house, [0, 1.7, 10], [0, 4, 23])).toBe(1);
  });
});

describe("footprints", () => {
  it("knows the halls and City Hall of the world file", () => {
    const land = fromWorld(decodeWorld(JSON.parse(readFileSync("../rooms/data/world.json", "utf8"))));
    const boxes = footprints(land);
    const [x, z] = land.places.get("city-hall")?.at ?? [0, 0];
    expect(boxes.some((box) => box.x0 < x && box.x1 > x && box.z0 < z && box.z1 > z)).toBe(true);
    expect(boxes.length).toBeGreaterThan(2);
  });
});
