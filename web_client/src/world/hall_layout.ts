/**
 * How a hall that forums are held in is furnished, in a frame of its own.
 *
 * In that frame x runs to the right of who looks at the screen and z away from the screen, metres, the place in the
 * middle. The rows of the file: rooms/world/format.py.
 */

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
