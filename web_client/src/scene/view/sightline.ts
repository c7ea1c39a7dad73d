/** Keeps the camera out of buildings: how far behind the avatar it may stand. Pure. */
import type { Land } from "../land/land";

export interface Box {
  readonly x0: number;
  readonly z0: number;
  readonly x1: number;
  readonly z1: number;
}

/** Metres around a footprint that count as the building: eaves, and the near plane of the camera. */
const MARGIN = 1.2;
/** Height over the avatar from which the line of sight passes over roofs, metres. */
const ROOFS = 9;
/** Metres between two looks along the line, and the least distance of the camera. */
const STEP = 0.7;
const NEAREST = 2.5;

/** Returns the footprints of the world file through which nobody walks, halls with their walls too. */
export function footprints({ half, places, world }: Land): readonly Box[] {
  const boxes: Box[] = [];
  for (const { at, size } of places.values()) {
    if (size) boxes.push({ x0: at[0] - size[0], z0: at[1] - size[1], x1: at[0] + size[0], z1: at[1] + size[1] });
  }
  for (const { kind, box } of world.zones) {
    if (kind === "hall" && box)
      boxes.push({ x0: box[0] - half, z0: half - box[3], x1: box[2] - half, z1: half - box[1] });
  }
  return boxes;
}

const within = ({ x0, z0, x1, z1 }: Box, x: number, z: number): boolean =>
  x > x0 - MARGIN && x < x1 + MARGIN && z > z0 - MARGIN && z < z1 + MARGIN;

/** Returns the share, 0 to 1, of the way from the avatar's head to the eye that no building stands in. */
export function clearShare(
  boxes: readonly Box[],
  [hx, hy, hz]: readonly [number, number, number],
  [ex, ey, ez]: readonly [number, number, number],
): number {
  const far = Math.hypot(ex - hx, ey - hy, ez - hz);
  // Who stands inside, as in a hall, is not shut out of it.
  const others = boxes.filter((box) => !within(box, hx, hz) && touches(box, hx, hz, ex, ez));
  if (others.length === 0) return 1;
  for (let at = NEAREST; at < far; at += STEP) {
    const share = at / far;
    if ((ey - hy) * share > ROOFS) return 1;
    if (others.some((box) => within(box, hx + (ex - hx) * share, hz + (ez - hz) * share))) return share;
  }
  return 1;
}

/** Whether the span of the line overlaps the box at all: most buildings are ruled out at once. */
function touches({ x0, z0, x1, z1 }: Box, ax: number, az: number, bx: number, bz: number): boolean {
  return (
    Math.max(ax, bx) > x0 - MARGIN &&
    Math.min(ax, bx) < x1 + MARGIN &&
    Math.max(az, bz) > z0 - MARGIN &&
    Math.min(az, bz) < z1 + MARGIN
  );
}
