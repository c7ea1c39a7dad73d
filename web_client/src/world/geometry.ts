/** Points of the square, directions and distances; as words they are keys of the catalogue. */

/** A point of the square, metres. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const COMPASS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"] as const;
const SIDES = ["ahead", "ahead_right", "right", "behind_right", "behind", "behind_left", "left", "ahead_left"] as const;

/** Where something lies on the compass. */
export type CompassKey = (typeof COMPASS)[number];
/** Where something lies as seen by who faces a way. */
export type SideKey = (typeof SIDES)[number];

/** The bearing from one point to another, radians clockwise from north, in [0, 2 pi). */
export function bearing(ax: number, ay: number, bx: number, by: number): number {
  return turn(Math.atan2(bx - ax, by - ay));
}

/** The eighth of the compass nearest to a bearing. */
export function compassKey(radians: number): CompassKey {
  return COMPASS[eighth(radians)] ?? "n";
}

/** The eighth around a person nearest to a bearing, given the heading they face. */
export function sideKey(bearingRadians: number, heading: number): SideKey {
  return SIDES[eighth(bearingRadians - heading)] ?? "ahead";
}

/** Metres as one says them: to the metre below 20, to 5 below 100, to 10 below 1,000, then to 50. */
export function spokenMetres(metres: number): number {
  const step = metres < 20 ? 1 : metres < 100 ? 5 : metres < 1_000 ? 10 : 50;
  return Math.round(metres / step) * step;
}

/** The length of a way of corners from a start, metres. */
export function wayLength(from: { x: number; y: number }, way: readonly { x: number; y: number }[]): number {
  let length = 0;
  let at = from;
  for (const corner of way) {
    length += Math.hypot(corner.x - at.x, corner.y - at.y);
    at = corner;
  }
  return length;
}

/** An angle in [0, 2 pi). */
export function turn(radians: number): number {
  const whole = Math.PI * 2;
  return ((radians % whole) + whole) % whole;
}

function eighth(radians: number): number {
  return Math.round(turn(radians) / (Math.PI / 4)) % 8;
}
