import { describe, expect, it } from "vitest";
import { distanceToLine, Path, simplifyLine, smoothLine } from "./curves";

describe("curves", () => {
  it("cut corners and keep their ends", () => {
    const soft = smoothLine(
      [
        [0, 0],
        [10, 0],
        [10, 10],
      ],
      2,
    );
    expect(soft[0]).toEqual([0, 0]);
    expect(soft.at(-1)).toEqual([10, 10]);
    expect(soft.some(([x, z]) => x === 10 && z === 0)).toBe(false);
  });

  it("drop points that do not matter and keep those that do", () => {
    expect(
      simplifyLine(
        [
          [0, 0],
          [5, 0.01],
          [10, 0],
        ],
        0.1,
      ),
    ).toEqual([
      [0, 0],
      [10, 0],
    ]);
    expect(
      simplifyLine(
        [
          [0, 0],
          [5, 3],
          [10, 0],
        ],
        0.1,
      ),
    ).toHaveLength(3);
  });

  it("measure the distance to a line, infinite to none", () => {
    expect(
      distanceToLine(
        [5, 4],
        [
          [0, 0],
          [10, 0],
        ],
      ),
    ).toBe(4);
    expect(distanceToLine([5, 4], [])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("a path", () => {
  const path = new Path([
    [0, 0],
    [0, 10],
    [10, 10],
  ]);

  it("knows its length and the point and direction at a distance, clamped to its ends", () => {
    expect(path.length).toBe(20);
    expect(path.at(15, [0, 0, 0])).toEqual([5, 10, Math.PI / 2]);
    expect(path.at(99, [0, 0, 0]).slice(0, 2)).toEqual([10, 10]);
    expect(path.at(-1, [0, 0, 0])).toEqual([0, 0, 0]);
  });

  it("finds how far along the nearest point lies", () => {
    expect(path.nearest([3, 4])).toBe(4);
    expect(path.nearest([7, 12])).toBe(17);
  });

  it("needs two points", () => {
    expect(() => new Path([[0, 0]])).toThrow(RangeError);
  });
});
