/** When a follower sets out anew: the rule of the server holds the permission, the own client walks. Pure. */
import type { Point } from "../world/geometry";

/** Metres that the one followed must have moved: a new way for every step would only cost. */
const STEP_METRES = 1.5;

export class Trail {
  #last: Point | null = null;

  /** Tells whether to walk up to `at` now; `null` where nobody is followed or in view. */
  due(at: Readonly<Point> | null): boolean {
    if (at === null) {
      this.#last = null;
      return false;
    }
    if (this.#last && Math.hypot(at.x - this.#last.x, at.y - this.#last.y) < STEP_METRES) return false;
    this.#last = { x: at.x, y: at.y };
    return true;
  }
}
