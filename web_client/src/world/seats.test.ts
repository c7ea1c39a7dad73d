import { describe, expect, it } from "vitest";
import type { HallLayout } from "./hall_layout";
import { isInHall, onSquare } from "./halls";
import { CAMPS, endOfLine } from "./microphones";
import { WayFinder } from "./path";
import { heightIn, seatNear, seatsOf } from "./seats";
import { committedWorld } from "./testing.test-helper";

const world = committedWorld();
const HALLS = [...world.halls.values()].map((hall) => [hall.place, hall] as const);
const finder = new WayFinder(world.grid);

function reached(hall: HallLayout, to: { x: number; y: number }): boolean {
  const [x = 0, y = 0] = world.places.get(hall.place)?.entrance ?? [];
  const end = finder.path({ x, y }, to)?.at(-1);
  return end !== undefined && Math.hypot(end.x - to.x, end.y - to.y) < 0.1;
}

describe.each(HALLS)("the seats of %s", (_, hall) => {
  const seats = seatsOf(hall);

  it("are as many as the world file says [HA4]", () => {
    expect(seats).toHaveLength(hall.seats);
    expect(new Set(seats.map(({ key }) => key)).size).toBe(hall.seats);
  });

  it("stand in the hall, each reached on foot, as the microphones and the lectern are [HA2]", () => {
    for (const { x, z } of seats) {
      const at = onSquare(hall, [x, z]);
      expect([isInHall(world, hall, at), world.grid.walkable(at.x, at.y)]).toEqual([true, true]);
    }
    const ends = [seats[0], seats.at(-1)].map((seat) => onSquare(hall, [seat?.x ?? 0, seat?.z ?? 0]));
    for (const at of [...ends, ...CAMPS.map((camp) => endOfLine(hall, camp)), onSquare(hall, hall.lectern)])
      expect(reached(hall, at)).toBe(true);
  });

  it("are at least an arm apart", () => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const [index, a] of seats.entries())
      for (const b of seats.slice(0, index)) nearest = Math.min(nearest, Math.hypot(a.x - b.x, a.z - b.z));
    expect(nearest).toBeGreaterThan(0.75);
  });

  it("are found by who sits down there", () => {
    for (const { x, z, y, key } of seats) {
      const found = seatNear(hall, [x, z]);
      expect([found?.key, found?.y]).toEqual([key, y]);
      expect([found?.x, found?.z]).toEqual([expect.closeTo(x, 1), expect.closeTo(z, 1)]);
    }
  });

  it("have a block for the real hall and room beside it [HA5]", () => {
    for (const wing of ["onsite", "page"] as const)
      expect(seats.filter((seat) => seat.wing === wing).length).toBeGreaterThan(hall.seats / 5);
  });

  it("fill from the front", () => {
    expect(seats[0]?.row).toBe(0);
    expect(seats.map(({ row }) => row)).toEqual(seats.map(({ row }) => row).sort((a, b) => a - b));
  });

  it("are none on the stage, which is higher than its step", () => {
    expect(seatNear(hall, hall.stage.at)).toBeNull();
    expect(heightIn(hall, hall.stage.at)).toBe(hall.stage.high);
    const [x, z] = hall.stage.at;
    expect(heightIn(hall, [x + hall.stage.half[0] + 0.4, z])).toBe(hall.stage.high / 2);
  });
});

it("the rows of the theatre rise to the plaza", () => {
  const hall = world.halls.get("forum-square");
  if (!hall) throw new Error("no theatre");
  expect(heightIn(hall, [0, 9])).toBeNull();
  expect([12, 14.5, 17, 19.5, 22].map((z) => heightIn(hall, [0, z]))).toEqual(
    [1, 2, 3, 4, 5].map((row) => expect.closeTo((row * hall.sunk) / 5)),
  );
  expect(seatNear(hall, [0, 14.2])).toMatchObject({ z: expect.closeTo(14.12), y: expect.closeTo(hall.sunk / 5) });
  expect(seatNear(hall, [0, -15])).toBeNull();
  expect(seatNear(hall, [0, 30])).toBeNull();
});
