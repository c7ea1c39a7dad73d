import { beforeEach, describe, expect, it } from "vitest";
import type { Pose, Square } from "../../square/square";
import { Nearby } from "./nearby";

describe("who stands near", () => {
  let asked: number[][];
  let near: Nearby;
  const look = (metres: readonly number[], now = 0) => {
    const crowd = {
      each: (_: number, visit: (slot: number, pose: Pose) => void) => {
        for (const [slot, far] of metres.entries()) visit(slot, { x: 100 + far, y: 100, heading: 0, state: 0 });
      },
      want: (slots: Iterable<number>) => asked.push([...slots]),
    };
    near.look({ own: { x: 100, y: 100, heading: 0, state: 0 }, crowd } as unknown as Square, now);
  };

  beforeEach(() => {
    asked = [];
    near = new Nearby();
  });

  it("is named nearest first within 20 m, and asked for within 60 m", () => {
    look([25, 3, 59, 61, 1]);
    expect(near.named).toEqual([4, 1]);
    expect(asked).toEqual([[4, 1, 0, 2]]);
  });

  it("is eighteen at most, and sixty different ones are asked for, none twice", () => {
    look(Array.from({ length: 100 }, (_, i) => i / 10));
    expect(near.named).toHaveLength(18);
    expect(asked[0]).toEqual(Array.from({ length: 60 }, (_, i) => i));
  });

  it("is looked for twice a second, not oftener", () => {
    look([1], 1_000);
    look([1, 2], 1_499);
    expect(near.named).toEqual([0]);
    look([1, 2], 1_500);
    expect(near.named).toEqual([0, 1]);
  });

  it("is named first, once, and wherever they stand, while the mouse is over them", () => {
    near.hovered = 1;
    look([1, 500, 2]);
    expect(near.named).toEqual([1, 0, 2]);
    near.hovered = 2;
    look([1, 500, 2], 500);
    expect(near.named).toEqual([2, 0]);
  });
});
