/**
 * The halls that forums are held in: how each is furnished, in a frame of its own. Pure.
 *
 * In that frame x runs to the right of who looks at the screen and z away from the screen, metres, the place in the
 * middle. The rows of the file: rooms/world_format.py.
 */
import type { Point } from "../square/square";
import type { World } from "./world";

/** A point of a hall's own frame. */
export type Spot = readonly [x: number, z: number];

/** Rows of seats. In its frame people face -z; a share runs from -1 at the left end of a row to 1 at the right. */
export interface Stand {
  readonly at: Spot;
  readonly half: number;
  readonly rows: number;
  readonly deep: number;
  readonly turn: number;
  /** Radius of the front row about a point before it; 0 where rows are straight. */
  readonly bend: number;
  readonly flare: number;
  readonly rise: number;
  readonly aisle: number;
  readonly aisles: readonly number[];
  /** The block that mirrors the real hall, from share to share. */
  readonly onsite: readonly [from: number, to: number] | null;
}

export interface HallLayout {
  readonly place: string;
  readonly style: "theatre" | "tiled" | "brick";
  /** Heading of who looks at the screen, radians clockwise from north. */
  readonly faces: number;
  readonly stage: { readonly at: Spot; readonly half: Spot; readonly round: boolean; readonly high: number };
  readonly lectern: Spot;
  readonly screen: { readonly z: number; readonly y: number; readonly width: number };
  /** The lines: each from its microphone to its open end. */
  readonly pro: readonly [Spot, Spot];
  readonly con: readonly [Spot, Spot];
  readonly stands: readonly Stand[];
  readonly seats: number;
  readonly room: number;
  /** Who stands so near to the middle attends; 0 where the whole zone is the hall. */
  readonly reach: number;
  readonly sunk: number;
  /** The middle on the square. */
  readonly x: number;
  readonly y: number;
}

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
