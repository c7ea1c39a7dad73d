/** The halls that forums are held in: between the frame of each and the square, and who is in one. Pure. */

import type { Point } from "./geometry";
import type { HallLayout, Spot } from "./hall_layout";
import type { World } from "./world";

/** Returns where a point of a hall lies on the square. */
export function onSquare(hall: HallLayout, [x, z]: Spot): Point {
  const [s, c] = [Math.sin(hall.faces), Math.cos(hall.faces)];
  return { x: hall.x + x * c - z * s, y: hall.y - x * s - z * c };
}

/** Returns a point of the square in the frame of a hall. */
export function inFrame(hall: HallLayout, { x, y }: Point): Spot {
  const [s, c] = [Math.sin(hall.faces), Math.cos(hall.faces)];
  const [east, north] = [x - hall.x, y - hall.y];
  return [east * c - north * s, -east * s - north * c];
}

/** Returns whether who stands at a point of the square is in a hall. */
export function isInHall(world: World, hall: HallLayout, { x, y }: Point): boolean {
  if (hall.reach > 0) return Math.hypot(x - hall.x, y - hall.y) <= hall.reach;
  const box = world.zones.find((zone) => zone.place === hall.place)?.box;
  return box !== undefined && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

/** Returns the hall that a point of the square lies in. */
export function hallAt(world: World, point: Point): HallLayout | null {
  for (const hall of world.halls.values()) if (isInHall(world, hall, point)) return hall;
  return null;
}

/** Returns the radius at which the last tier ends and the plaza begins. */
export function rimOf({ stands }: HallLayout): number {
  return Math.max(...stands.map(({ bend, rows, deep }) => bend + rows * deep));
}
