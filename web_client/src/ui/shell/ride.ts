/** How long a ride of the light rail still takes. */
import { TRAIN_SPEED } from "../../protocol/messages";
import type { Point } from "../../world/geometry";
import type { Rail } from "../../world/world";

/** Returns how far along a line of corners the point of it nearest to `at` lies, metres. */
export function along(line: Float32Array, at: Point): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  let passed = 0;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = line.subarray(i, i + 4);
    const length = Math.hypot(bx - ax, by - ay);
    const share = length ? ((at.x - ax) * (bx - ax) + (at.y - ay) * (by - ay)) / length ** 2 : 0;
    const part = Math.min(1, Math.max(0, share));
    const off = Math.hypot(ax + part * (bx - ax) - at.x, ay + part * (by - ay) - at.y);
    if (off < least) {
      least = off;
      best = passed + part * length;
    }
    passed += length;
  }
  return best;
}

/** Returns the whole seconds to a station; 0 where the line has no such station. */
export function rideSeconds(rail: Rail, at: Point, station: string): number {
  const mark = rail.marks[rail.stations.indexOf(station)];
  return mark === undefined ? 0 : Math.ceil(Math.abs(mark - along(rail.line, at)) / TRAIN_SPEED);
}
