/** The two microphone lines of the Forum Square: where they stand, and at which one somebody stands. Pure. */
import type { Point } from "../square/square";

/** The place whose theatre has them. */
export const FORUM_SQUARE = "forum-square";

export type Camp = "pro" | "con";

/** Angles of the lines around the stage, from south towards east: radians. */
export const LINE_ANGLES: Readonly<Record<Camp, number>> = { pro: -0.72, con: 0.72 };
/** A line begins and ends so far from the middle of the stage, metres. */
export const LINE_FROM = 6.9;
export const LINE_TO = 11.3;
/** Standing so near to its strip is standing in the line, metres: an arm's length beside it. */
const BESIDE = 1.4;

/** Returns the line that one stands in; coordinates of the square, the stage in its middle. */
export function microphoneAt(stage: Point, own: Point): Camp | null {
  const east = own.x - stage.x;
  const south = stage.y - own.y;
  for (const camp of ["pro", "con"] as const) {
    const [s, c] = [Math.sin(LINE_ANGLES[camp]), Math.cos(LINE_ANGLES[camp])];
    const along = east * s + south * c;
    const beside = Math.abs(east * c - south * s);
    if (along >= LINE_FROM - BESIDE && along <= LINE_TO + BESIDE && beside <= BESIDE) return camp;
  }
  return null;
}

/** Returns the place in a line to walk to: its open end, away from the stage. */
export function endOfLine(stage: Point, camp: Camp): Point {
  const [s, c] = [Math.sin(LINE_ANGLES[camp]), Math.cos(LINE_ANGLES[camp])];
  return { x: stage.x + s * (LINE_TO - 0.6), y: stage.y - c * (LINE_TO - 0.6) };
}
