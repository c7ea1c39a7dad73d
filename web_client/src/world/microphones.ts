/** The two microphone lines of a hall: at which one somebody stands, and where to walk to. Pure. */
import type { Point } from "./geometry";
import type { HallLayout } from "./hall_layout";
import { inFrame, onSquare } from "./halls";

export type Camp = "pro" | "con";

export const CAMPS = ["pro", "con"] as const;

/** Standing so near to its strip is standing in the line, metres: an arm's length beside it. */
const BESIDE = 1.4;
/** Standing so far beyond either end still is, metres: the first row of seats begins behind the open end. */
const BEYOND = { microphone: 1, open: 0.2 } as const;
/** Who joins stands so far inside the open end of the line, metres. */
const INSIDE = 0.6;

/** Returns the line of a hall that one stands in, at a point of the square. */
export function microphoneAt(hall: HallLayout, own: Point): Camp | null {
  const [x, z] = inFrame(hall, own);
  for (const camp of CAMPS) {
    const [[ax, az], [bx, bz]] = hall[camp];
    const length = Math.hypot(bx - ax, bz - az);
    const [dx, dz] = [(bx - ax) / length, (bz - az) / length];
    const along = (x - ax) * dx + (z - az) * dz;
    const beside = Math.abs((x - ax) * dz - (z - az) * dx);
    if (along >= -BEYOND.microphone && along <= length + BEYOND.open && beside <= BESIDE) return camp;
  }
  return null;
}

/** Returns the place in a line to walk to: its open end, away from the stage. */
export function endOfLine(hall: HallLayout, camp: Camp): Point {
  const [[ax, az], [bx, bz]] = hall[camp];
  const share = 1 - INSIDE / Math.hypot(bx - ax, bz - az);
  return onSquare(hall, [ax + (bx - ax) * share, az + (bz - az) * share]);
}
