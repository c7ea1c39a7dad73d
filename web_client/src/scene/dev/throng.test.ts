import { describe, expect, it } from "vitest";
import type { CrowdStore, Pose } from "../../square/square";
import { throng } from "./throng";

const none: CrowdStore = {
  each: () => undefined,
  pose: () => false,
  size: 3,
  person: () => undefined,
  bySlot: () => undefined,
  want: () => undefined,
  density: new Map(),
  cellMetres: 41,
};

describe("throng", () => {
  it("adds people near the point, each where its slot says", () => {
    const crowd = throng(none, 500, 600, 650, 40);
    const at: Pose = { x: 0, y: 0, heading: 0, state: 0 };
    const seen = new Set<number>();
    crowd.each(5_000, (slot, pose) => {
      seen.add(slot);
      expect(Math.hypot(pose.x - 600, pose.y - 650)).toBeLessThanOrEqual(42.001);
      expect(crowd.pose(slot, 5_000, at)).toBe(true);
      expect([at.x, at.y]).toEqual([pose.x, pose.y]);
    });
    expect(seen.size).toBe(500);
    expect(crowd.size).toBe(503);
  });

  it("adds a bounded number", () => {
    expect(throng(none, 1e9, 0, 0, 40).size).toBe(4_003);
  });
});
