import { describe, expect, it } from "vitest";
import { hallAt, inFrame, onSquare } from "./halls";
import { committedWorld } from "./testing.test-helper";

const world = committedWorld();
const HALLS = [...world.halls.values()].map((hall) => [hall.place, hall] as const);

describe.each(HALLS)("the hall %s", (place, hall) => {
  it("finds its own points again, wherever it faces", () => {
    const [x, z] = inFrame(hall, onSquare(hall, [3, -7]));
    expect([x, z]).toEqual([expect.closeTo(3), expect.closeTo(-7)]);
  });

  it("is where one stands on its stage, at its microphones and on its floor [HA3]", () => {
    for (const spot of [hall.lectern, hall.pro[0], hall.con[1], hall.stage.at, [0, 0] as const])
      expect(hallAt(world, onSquare(hall, spot))?.place).toBe(place);
  });

  it("is left where one stands outside, be it beside its wall or on the plaza [HA3]", () => {
    for (const spot of [
      [0, 32],
      [32, 0],
      [-32, 0],
      [0, -32],
    ] as const)
      expect(hallAt(world, onSquare(hall, spot))).toBeNull();
  });
});

it("no point belongs to two halls [HA3]", () => {
  for (const [, hall] of HALLS)
    for (const [, other] of HALLS) {
      if (hall !== other) expect(Math.hypot(hall.x - other.x, hall.y - other.y)).toBeGreaterThan(60);
    }
});

it("a room ends at its walls, not in a circle around it [HA3]", () => {
  const hall = world.halls.get("hall-1");
  if (!hall) throw new Error("no such hall");
  expect(hallAt(world, onSquare(hall, [11.9, 0]))?.place).toBe("hall-1");
  expect(hallAt(world, onSquare(hall, [12.5, 0]))).toBeNull();
});
