/**
 * The own avatar: moved here at once, by keys, by the stick or along a way, kept out of walls by sliding.
 * Knows the ground and the time handed in; what is sent decides `uplink.ts`.
 */

import { gaitOf, withGait } from "../protocol/frames";
import { Gait, RUN_SPEED, WALK_SPEED } from "../protocol/messages";
import { bearing, turnBetween } from "../protocol/units";
import type { Point } from "../world/geometry";
import type { Ground } from "./ground";
import type { Pose } from "./square";

/** Wishes above this length run. */
const RUN_WISH = 0.85;
/** Wishes below this length are the rest of a thumb. */
export const LEAST_WISH = 0.12;
/** The longest step in one piece, metres: thinner than any wall. */
const STEP_METRES = 0.25;
/** The longest time one frame makes up for; a page that slept does not leap. */
const FRAME_MS = 300;
/** Metres at which a corner of the way counts as reached. */
const CORNER_METRES = 0.35;
/** Metres from which a way of one's own is run: a minute's walk. */
export const RUN_FROM_METRES = 60;
/** Milliseconds of pressing against a wall until the way is given up. */
const STUCK_MS = 900;
/** Share of a step that must be gone for it to count as walking. */
const STUCK_SHARE = 0.2;
/** Time constant of turning the figure, milliseconds. */
const TURN_MS = 70;

export interface Goal {
  readonly point: Point;
  readonly name: string;
}

export class Steering {
  readonly own: Pose = { x: 0, y: 0, heading: 0, state: 0 };
  /** The direction of motion, which others go on by; the figure turns to it a little later. */
  course = 0;
  #ground: Ground;
  #wishX = 0;
  #wishY = 0;
  #way: readonly Point[] = [];
  #corner = 0;
  #runs = false;
  #goal: Goal | null = null;
  #last = 0;
  #stuck = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  get goal(): Goal | null {
    return this.#goal;
  }

  /** The corners still ahead, for the map. */
  get way(): readonly Point[] {
    return this.#way.slice(this.#corner);
  }

  /** Whether this side moves the avatar just now. */
  get driving(): boolean {
    return this.#goal !== null || Math.hypot(this.#wishX, this.#wishY) >= LEAST_WISH;
  }

  /** Puts the avatar somewhere and forgets where it was going. */
  place(x: number, y: number, heading: number): void {
    this.stop();
    this.own.x = x;
    this.own.y = y;
    this.own.heading = this.course = heading;
  }

  /** Takes a wish of keys or stick; any wish ends a way. */
  steer(x: number, y: number): void {
    if (Math.hypot(x, y) >= LEAST_WISH) this.#endWay();
    this.#wishX = x;
    this.#wishY = y;
  }

  /** Starts along a way; tells whether there is one. */
  walk(to: Point, name: string): boolean {
    const way = this.#ground.path(this.own, to);
    const goal = way?.at(-1);
    if (way === null || goal === undefined) return false;
    this.#way = way;
    this.#corner = 0;
    this.#stuck = 0;
    this.#runs = length(this.own, way) > RUN_FROM_METRES;
    this.#goal = { point: goal, name };
    return true;
  }

  stop(): void {
    this.#wishX = this.#wishY = 0;
    this.#endWay();
  }

  turn(heading: number): void {
    if (!this.driving) this.own.heading = this.course = heading;
  }

  /** Moves by the time since the last frame; `rest` is the gait of one who does not walk. */
  frame(now: number, rest: number): void {
    const ms = Math.min(FRAME_MS, Math.max(0, now - this.#last));
    this.#last = now;
    if (ms === 0) return;
    const moved = this.#goal === null ? this.#byWish(ms) : this.#byWay(ms);
    this.own.state = withGait(this.own.state, moved ?? rest);
    const turn = turnBetween(this.own.heading, this.course);
    this.own.heading += turn * (1 - Math.exp(-ms / TURN_MS));
  }

  #byWish(ms: number): number | null {
    const wish = Math.hypot(this.#wishX, this.#wishY);
    if (wish < LEAST_WISH) return null;
    const gait = wish > RUN_WISH ? Gait.RUN : Gait.WALK;
    return this.#move(this.#wishX / wish, this.#wishY / wish, metresOf(gait, ms)) > 0 ? gait : null;
  }

  #byWay(ms: number): number | null {
    const gait = this.#runs ? Gait.RUN : Gait.WALK;
    const { x, y } = this.own;
    const metres = metresOf(gait, ms);
    for (let left = metres; left > 0 && this.#goal !== null; ) {
      const corner = this.#way[this.#corner];
      if (corner === undefined) break;
      left -= this.#towards(corner, left);
    }
    const gone = Math.hypot(this.own.x - x, this.own.y - y);
    if (this.#goal !== null && gone < metres * STUCK_SHARE) return this.#blocked(ms, gait);
    this.#stuck = 0;
    return gait;
  }

  /** Goes towards a corner; returns the metres used up. */
  #towards(corner: Point, most: number): number {
    const dx = corner.x - this.own.x;
    const dy = corner.y - this.own.y;
    const far = Math.hypot(dx, dy);
    const way = Math.min(most, far);
    if (far > 0.001) this.#move(dx / far, dy / far, way);
    const left = Math.hypot(corner.x - this.own.x, corner.y - this.own.y);
    if (left < (this.#isLast() ? 0.02 : CORNER_METRES)) this.#nextCorner();
    return Math.max(way, 0.001);
  }

  #isLast(): boolean {
    return this.#corner === this.#way.length - 1;
  }

  #nextCorner(): void {
    this.#corner += 1;
    if (this.#corner >= this.#way.length) this.#endWay();
  }

  /** Something is in the way that the path did not know: after a moment, stop. */
  #blocked(ms: number, gait: number): number | null {
    this.#stuck += ms;
    if (this.#stuck < STUCK_MS) return gait;
    this.#endWay();
    return null;
  }

  #endWay(): void {
    this.#goal = null;
    this.#way = [];
    this.#corner = 0;
    this.#stuck = 0;
  }

  /** Moves in short steps and slides along what stops it; returns the metres gone. */
  #move(dx: number, dy: number, metres: number): number {
    const fromX = this.own.x;
    const fromY = this.own.y;
    for (let left = metres; left > 0; left -= STEP_METRES) {
      const step = Math.min(left, STEP_METRES);
      if (!this.#step(dx * step, dy * step)) break;
    }
    const gone = Math.hypot(this.own.x - fromX, this.own.y - fromY);
    if (gone > 0.001) this.course = bearing(this.own.x - fromX, this.own.y - fromY);
    else this.course = bearing(dx, dy);
    return gone > 0.001 ? gone : 0;
  }

  #step(dx: number, dy: number): boolean {
    if (this.#tryStep(dx, dy)) return true;
    return Math.abs(dx) >= Math.abs(dy)
      ? this.#tryStep(dx, 0) || this.#tryStep(0, dy)
      : this.#tryStep(0, dy) || this.#tryStep(dx, 0);
  }

  #tryStep(dx: number, dy: number): boolean {
    if (Math.hypot(dx, dy) < 1e-6 || !this.#ground.walkable(this.own.x + dx, this.own.y + dy)) return false;
    this.own.x += dx;
    this.own.y += dy;
    return true;
  }
}

/** Returns whether a pose's gait covers ground. */
export function walks(state: number): boolean {
  const gait = gaitOf(state);
  return gait === Gait.WALK || gait === Gait.RUN;
}

function metresOf(gait: number, ms: number): number {
  return ((gait === Gait.RUN ? RUN_SPEED : WALK_SPEED) * ms) / 1000;
}

function length(from: Point, way: readonly Point[]): number {
  let sum = 0;
  let last = from;
  for (const point of way) {
    sum += Math.hypot(point.x - last.x, point.y - last.y);
    last = point;
  }
  return sum;
}
