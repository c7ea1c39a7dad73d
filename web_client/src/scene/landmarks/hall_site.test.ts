import { describe, expect, it } from "vitest";
import { committedWorld } from "../../world/testing.test-helper";
import { HallSite } from "./hall_site";

const GROUND = 7;
const world = committedWorld();
const site = (place: string): HallSite => {
  const layout = world.halls.get(place);
  if (!layout) throw new Error(`no hall ${place}`);
  return new HallSite(layout, world, GROUND);
};

describe.each([...world.halls.keys()])("%s in the scene", (place) => {
  const hall = site(place);

  it("lies where its place does, and turns with what it faces", () => {
    const [x, z] = hall.inScene([0, -10]);
    const [faceX, faceZ] = [Math.sin(hall.layout.faces), -Math.cos(hall.layout.faces)];
    expect([x - hall.at[0], z - hall.at[1]]).toEqual([expect.closeTo(faceX * 10), expect.closeTo(faceZ * 10)]);
    expect(hall.inFrame(x, z)).toEqual([expect.closeTo(0), expect.closeTo(-10)]);
  });

  it("lifts who stands on its stage, and leaves the ground around it alone", () => {
    const on = (x: number, z: number): number | null => hall.height(...hall.inScene([x, z]));
    expect(on(...hall.layout.stage.at)).toBeCloseTo(hall.floor + hall.layout.stage.high);
    expect(on(0, -4.5)).toBeGreaterThanOrEqual(hall.floor);
    expect(on(0, 40)).toBeNull();
    expect(hall.seat(...hall.inScene([0, 40]))).toBeNull();
  });
});

it("the theatre is sunken and rises in two steps behind the stage; a room lies over the road into it", () => {
  const theatre = site("forum-square");
  expect(theatre.floor).toBeCloseTo(GROUND - 2.2);
  const north = (away: number): number | null => theatre.height(theatre.at[0], theatre.at[1] - away);
  expect([north(15), north(21), north(23)]).toEqual([4.8, 5.9, 7].map((one) => expect.closeTo(one)));
  expect(theatre.room).toBeNull();
  const room = site("hall-2");
  expect(room.floor).toBeGreaterThan(GROUND + 0.09);
  expect(room.room).toEqual([12, 17].map((one) => expect.closeTo(one)));
});
