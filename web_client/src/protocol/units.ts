/** Quantised coordinates and headings, the twin of `rooms/base/geometry.py`. Pure. */
import { STEP } from "./messages";

export const TURN = 2 * Math.PI;

/** Returns the u16 unit nearest to a coordinate in metres, clamped to the square. */
export function toUnit(metres: number): number {
  return Math.min(65_535, Math.max(0, Math.round(metres / STEP)));
}

/** Returns the coordinate in metres of a u16 unit. */
export function toMetres(unit: number): number {
  return unit * STEP;
}

/** Returns the u8 of a heading in radians: 0 is north, 64 is east. */
export function toHeadingUnit(radians: number): number {
  return ((Math.round((radians / TURN) * 256) % 256) + 256) % 256;
}

/** Returns the clockwise angle from north, radians in [0, 2 pi), of a u8. */
export function toRadians(unit: number): number {
  return (unit / 256) * TURN;
}

/** Returns the signed difference `to - from` of two angles, in [-pi, pi). */
export function turnBetween(from: number, to: number): number {
  const turn = (to - from + Math.PI) % TURN;
  return (turn < 0 ? turn + TURN : turn) - Math.PI;
}

/** Returns the clockwise angle from north of a direction. */
export function bearing(dx: number, dy: number): number {
  const angle = Math.atan2(dx, dy);
  return angle < 0 ? angle + TURN : angle;
}
