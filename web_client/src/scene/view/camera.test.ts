import { describe, expect, it } from "vitest";
import { type Focus, Rig, wrap } from "./camera";

const focus = (over: Partial<Focus> = {}): Focus => ({ x: 0, y: 0, z: 0, heading: 0, walks: false, ...over });

describe("the camera", () => {
  it("stands behind the avatar: looking north it stands in the south, +z", () => {
    const { eye, target } = new Rig(0, true).advance(focus(), 0.016, 0, 1.8);
    expect(eye[2]).toBeGreaterThan(8);
    expect(Math.abs(eye[0])).toBeLessThan(0.01);
    expect(target[2]).toBeCloseTo(0);
  });

  it("flies to the overview in a second, or cuts there with reduced motion", () => {
    const calm = new Rig(0, true);
    calm.setOverview(true);
    calm.advance(focus(), 0.016, 0, 1.8);
    expect(calm.flight).toBe(1);
    const flying = new Rig(0, false);
    flying.setOverview(true);
    flying.advance(focus(), 0.5, 0, 1.8);
    expect(flying.flight).toBeGreaterThan(0.3);
    expect(flying.flight).toBeLessThan(0.7);
  });

  it("sees the whole city on a tall screen from farther away", () => {
    const height = (aspect: number): number => {
      const rig = new Rig(0, true);
      rig.setOverview(true);
      return rig.advance(focus(), 0.016, 0, aspect).eye[1];
    };
    expect(height(0.5)).toBeGreaterThan(height(1.8) * 2);
  });

  it("keeps zoom within bounds however often one presses", () => {
    const rig = new Rig(0, true);
    for (let i = 0; i < 100; i++) rig.zoomStep(1);
    expect(rig.advance(focus(), 0.016, 0, 1.8).eye[2]).toBeGreaterThan(2);
    for (let i = 0; i < 100; i++) rig.zoomStep(-1);
    expect(rig.advance(focus(), 0.016, 0, 1.8).eye[2]).toBeLessThan(150);
  });

  it("turns behind a walker, but not while a hand was on it, and not round for one who walks back", () => {
    const turned = (now: number, heading: number): number => {
      const rig = new Rig(0, true);
      rig.orbit(0, 0, 0);
      for (let i = 0; i < 200; i++) rig.advance(focus({ heading, walks: true }), 0.05, now, 1.8);
      return rig.heading;
    };
    expect(turned(10_000, 1)).toBeCloseTo(1, 1);
    expect(turned(1_000, 1)).toBe(0);
    expect(turned(10_000, Math.PI)).toBe(0);
  });

  it("wraps angles into half a turn to either side", () => {
    expect(wrap(3 * Math.PI + 0.1)).toBeCloseTo(-Math.PI + 0.1);
    expect(wrap(-0.2)).toBeCloseTo(-0.2);
  });
});
