import { describe, expect, it } from "vitest";
import { groundHit, pixelsFromLine, wishInWorld } from "./pick";

describe("a tap on the ground", () => {
  it("meets level ground where the ray does", () => {
    const hit = groundHit([0, 10, 0], [0, -Math.SQRT1_2, -Math.SQRT1_2], () => 0);
    expect(hit?.[0]).toBeCloseTo(0);
    expect(hit?.[1]).toBeCloseTo(-10, 2);
  });

  it("meets the near side of a hill, not the ground behind it", () => {
    const hit = groundHit([0, 5, 0], [0, -0.05, -0.99875], (_, z) => (z < -40 && z > -60 ? 20 : 0));
    expect(hit?.[1]).toBeCloseTo(-40, 0);
  });

  it("meets nothing in the sky", () => {
    expect(groundHit([0, 5, 0], [0, 0.2, -0.98], () => 0)).toBeNull();
  });
});

describe("a tap on a figure", () => {
  it("is as near at the head and at the feet as at the middle", () => {
    const far = [40, 100, 160].map((y) => pixelsFromLine(105, y, [100, 160], [100, 40]));
    expect(far).toEqual([5, 5, 5]);
  });

  it("is measured from the nearest end beside it", () => {
    expect(pixelsFromLine(103, 36, [100, 160], [100, 40])).toBeCloseTo(5);
    expect(pixelsFromLine(3, 4, [0, 0], [0, 0])).toBeCloseTo(5);
  });
});

describe("a wish to walk", () => {
  it("goes where the camera looks: up is ahead", () => {
    const [east, north] = wishInWorld(0, 1, Math.PI / 2);
    expect(east).toBeCloseTo(1);
    expect(north).toBeCloseTo(0);
  });

  it("keeps its length and its right hand", () => {
    const [east, north] = wishInWorld(0.7, 0, Math.PI);
    expect(east).toBeCloseTo(-0.7);
    expect(north).toBeCloseTo(0);
  });
});
