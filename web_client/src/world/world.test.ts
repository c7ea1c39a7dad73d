import { describe, expect, it } from "vitest";
import { WalkGrid } from "./grid";
import { Relief } from "./relief";
import { committedWorld, drawn } from "./testing.test-helper";
import { decodeWorld, nearestPlace, zoneAt } from "./world";

const world = committedWorld();

describe("the world file", () => {
  it("holds the 19 districts, the 31 landmarks, the 12 stations and the civic places", () => {
    expect(world.districts).toHaveLength(19);
    expect(world.rail.stations).toHaveLength(12);
    expect(world.places.size).toBe(31 + 12 + 6);
    expect(world.credits.length).toBeGreaterThanOrEqual(4);
  });

  it("lets one stand at every entrance and nowhere outside the square", () => {
    for (const place of world.places.values()) {
      expect(world.grid.walkable(place.entrance[0], place.entrance[1]), place.id).toBe(true);
    }
    expect(world.grid.walkable(-1, 600)).toBe(false);
    expect(world.grid.walkable(600, world.side + 5)).toBe(false);
  });

  it("knows zones, the innermost first", () => {
    const forum = world.places.get("forum-square");
    expect(zoneAt(world, forum?.x ?? 0, forum?.y ?? 0)?.kind).toBe("forum");
    expect(world.zones.filter((zone) => zone.kind === "table")).toHaveLength(6);
    expect(zoneAt(world, 5, 5)).toBeUndefined();
  });

  it("names the nearest place", () => {
    const tomb = world.places.get("suro-tomb");
    expect(nearestPlace(world, tomb?.x ?? 0, tomb?.y ?? 0)?.id).toBe("suro-tomb");
  });

  it("keeps the Forum Square level and Muchoksan high", () => {
    const forum = world.places.get("forum-square");
    const peak = world.places.get("muchoksan");
    expect(world.relief.height(forum?.x ?? 0, forum?.y ?? 0)).toBe(0);
    expect(world.relief.height(peak?.x ?? 0, peak?.y ?? 0)).toBeGreaterThan(450);
  });

  it("refuses a file of another version", () => {
    expect(() => decodeWorld({ version: 99 })).toThrow(/version 99/);
    expect(() => decodeWorld(null)).toThrow(/version/);
  });

  it("refuses damaged grids and heights", () => {
    expect(() => new WalkGrid({ ...drawn(["..", ".."]), cells: 3 })).toThrow(/damaged/);
    const flat = { spacing: 8, nodes: 3, unit: 4, drawn: 0.1, heights: btoa("ab") };
    expect(() => new Relief(flat)).toThrow(/damaged/);
  });
});

describe("the walk grid", () => {
  const grid = new WalkGrid(drawn(["....", ".##.", ".##.", "...."]));

  it("finds the nearest walkable cell", () => {
    expect(grid.nearest(3, 5)).toEqual({ x: 1, y: 5 });
    expect(grid.nearest(1.5, 0.5)).toEqual({ x: 1.5, y: 0.5 });
    expect(grid.nearest(-9, -9)).toEqual({ x: 1, y: 1 });
  });

  it("sees every cell that a straight way touches", () => {
    expect(grid.straight(1, 1, 7, 1)).toBe(true);
    expect(grid.straight(1, 1, 7, 7)).toBe(false);
    expect(grid.straight(0.5, 3.9, 4.1, 0.5)).toBe(false);
    expect(grid.straight(7, 7, 7, 7)).toBe(true);
  });
});
