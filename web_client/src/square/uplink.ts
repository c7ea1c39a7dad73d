/**
 * When a move must be sent: dead reckoning. The others show a pose past its newest sample by gait and heading, for
 * `EXTRAPOLATE_MS` at most (`tracks.ts`); as long as that picture is right, nothing is sent. Pure but for memory.
 */
import { Gait } from "../protocol/messages";
import { toHeadingUnit, toUnit, turnBetween } from "../protocol/units";
import { EXTRAPOLATE_MS, speedOf } from "./tracks";

/** Metres by which the others' picture may err. */
export const ERROR_METRES = 0.1;
/** Milliseconds between two moves at the least: ten a second, half of what the server takes. */
export const MOVE_MS = 100;
/** Radians of a turn that is told at once: eight degrees, three units more than noise of a stick. */
const TURN_RADIANS = (8 * Math.PI) / 180;

/** What a move says, in units. */
export interface Move {
  seq: number;
  x: number;
  y: number;
  heading: number;
  gait: number;
}

export class Uplink {
  #x = 0;
  #y = 0;
  #heading = 0;
  #gait: number = Gait.STAND;
  #at = Number.NEGATIVE_INFINITY;
  #seq = 0;

  /** Takes what the server already knows: after a welcome or a correction. */
  known(x: number, y: number, heading: number, gait: number, now: number): void {
    this.#x = x;
    this.#y = y;
    this.#heading = heading;
    this.#gait = gait;
    this.#at = now;
  }

  /** Returns the move to send now, or null; the caller sends it and then calls `sent`. */
  due(x: number, y: number, heading: number, gait: number, now: number): Move | null {
    if (now - this.#at < MOVE_MS || !this.#differs(x, y, heading, gait, now)) return null;
    return { seq: (this.#seq + 1) & 0xff, x: toUnit(x), y: toUnit(y), heading: toHeadingUnit(heading), gait };
  }

  /** Notes that a move went out. */
  sent(move: Move, x: number, y: number, heading: number, now: number): void {
    this.#seq = move.seq;
    this.known(x, y, heading, move.gait, now);
  }

  #differs(x: number, y: number, heading: number, gait: number, now: number): boolean {
    if (gait !== this.#gait) return true;
    if (Math.abs(turnBetween(this.#heading, heading)) > TURN_RADIANS) return true;
    const way = (speedOf(this.#gait) * Math.min(EXTRAPOLATE_MS, now - this.#at)) / 1000;
    const ex = this.#x + Math.sin(this.#heading) * way - x;
    const ey = this.#y + Math.cos(this.#heading) * way - y;
    return Math.hypot(ex, ey) > ERROR_METRES;
  }
}
