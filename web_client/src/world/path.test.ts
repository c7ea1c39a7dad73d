import { describe, expect, it } from "vitest";
import { wayLength } from "./geometry";
import { WalkGrid } from "./grid";
import { MOST_CELLS, WayFinder } from "./path";
import { committedWorld, drawn } from "./testing.test-helper";

const world = committedWorld();
const finder = new WayFinder(world.grid);
const spot = (id: string) => {
  const place = world.places.get(id);
  if (!place) throw new Error(id);
  return { x: place.entrance[0], y: place.entrance[1] };
};

describe("ways on a drawn grid", () => {
  it("goes straight where nothing stands between", () => {
    const ways = new WayFinder(new WalkGrid(drawn(["....", "....", "....", "...."])));
    expect(ways.path({ x: 1, y: 1 }, { x: 7, y: 5 })).toEqual([{ x: 7, y: 5 }]);
  });

  it("goes around a wall and never through its corners", () => {
    const grid = new WalkGrid(drawn(["......", "......", "..##..", "..##..", "......", "......"]));
    const way = new WayFinder(grid).path({ x: 3, y: 7 }, { x: 9.5, y: 5 });
    let at = { x: 3, y: 7 };
    for (const corner of way ?? []) {
      expect(grid.straight(at.x, at.y, corner.x, corner.y)).toBe(true);
      at = corner;
    }
    expect(at).toEqual({ x: 9.5, y: 5 });
  });

  it("does not squeeze between two blocks that touch at a corner", () => {
    const ways = new WayFinder(new WalkGrid(drawn([".#", "#."])));
    expect(ways.path({ x: 1, y: 3 }, { x: 3, y: 1 })).toBeNull();
  });

  it("leads to the nearest spot when the goal is blocked", () => {
    const ways = new WayFinder(new WalkGrid(drawn(["...#", "...#", "...#", "...#"])));
    expect(ways.path({ x: 1, y: 1 }, { x: 7, y: 1 })).toEqual([{ x: 5, y: 1 }]);
  });
});

describe("ways in Gimhae", () => {
  it("reaches every place from the Forum Square, on walkable ground all along", () => {
    const from = spot("forum-square");
    for (const place of world.places.values()) {
      const way = finder.path(from, spot(place.id));
      expect(way, place.id).not.toBeNull();
      let at = from;
      for (const corner of way ?? []) {
        expect(world.grid.straight(at.x, at.y, corner.x, corner.y), place.id).toBe(true);
        at = corner as typeof from;
      }
    }
  });

  it("crosses the whole square well inside its bound", () => {
    const far = ["bulmosan", "station-buram", "clayarch", "muchoksan", "rail-park", "sineosan"];
    for (const a of far) {
      for (const b of far.filter((id) => id !== a)) {
        const way = finder.path(spot(a), spot(b));
        expect(way, `${a} to ${b}`).not.toBeNull();
        expect(finder.looked).toBeLessThan(MOST_CELLS / 2);
      }
    }
  });

  it("finds a way hardly longer than the crow flies over the plain", () => {
    const a = spot("station-buwon");
    const b = spot("tea-house");
    const length = wayLength(a, finder.path(a, b) ?? []);
    expect(length).toBeLessThan(1.25 * Math.hypot(a.x - b.x, a.y - b.y));
  });

  it("starts from the nearest spot when one stands inside a wall", () => {
    const hall = world.places.get("city-hall");
    const way = finder.path({ x: hall?.x ?? 0, y: hall?.y ?? 0 }, spot("forum-square"));
    expect(way?.length).toBeGreaterThanOrEqual(2);
  });
});
