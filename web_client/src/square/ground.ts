/** What walking needs of the world: where one can stand, and a way from here to there. */

import type { Point } from "../world/geometry";
import { WayFinder } from "../world/path";
import type { World } from "../world/world";

export interface Ground {
  /** Tells whether a point, metres, can be stood on. */
  walkable(x: number, y: number): boolean;
  /** Returns the corners of a way, the goal last, or null where there is none. */
  path(from: Point, to: Point): readonly Point[] | null;
}

/** Open ground: everywhere, straight. For tests and as the last resort without a world. */
export const OPEN_GROUND: Ground = {
  walkable: () => true,
  path: (_from, to) => [to],
};

/** Returns the ground of a world: its walk grid, and ways over it. */
export function groundOf(world: World): Ground {
  const ways = new WayFinder(world.grid);
  return {
    walkable: (x, y) => world.grid.walkable(x, y),
    path: (from, to) => ways.path(from, to),
  };
}
