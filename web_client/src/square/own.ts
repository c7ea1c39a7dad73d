/**
 * Whose hand is on the own avatar: this tab's, the server's (a ride, a correction) or another tab's.
 * While this tab does not steer, the own record of the crowd frames is the truth and is followed smoothly.
 */

import { gaitOf, withGait } from "../protocol/frames";
import { Gait } from "../protocol/messages";
import { turnBetween } from "../protocol/units";
import type { Pose } from "./square";
import type { Steering } from "./steering";
import { Tracks } from "./tracks";

/** Milliseconds after the last own move during which the own record only echoes it. */
export const ECHO_MS = 1_500;
/** Metres from which a record of the server's counts as another hand. */
const OTHER_METRES = 0.5;
const SLOT = 0;

export class Own {
  readonly #steering: Steering;
  readonly #track = new Tracks();
  readonly #shown: Pose = { x: 0, y: 0, heading: 0, state: 0 };
  #followed = false;
  #riding = false;
  #drove = Number.NEGATIVE_INFINITY;

  constructor(steering: Steering) {
    this.#steering = steering;
  }

  /** Whether the server or another tab moves the avatar now. */
  get led(): boolean {
    return this.#followed || this.#riding;
  }

  get riding(): boolean {
    return this.#riding;
  }

  /** Takes the own record of a crowd frame. */
  record(x: number, y: number, heading: number, state: number, time: number, now: number, slack: number): void {
    const own = this.#steering.own;
    own.state = withGait(state, gaitOf(own.state));
    this.#riding = gaitOf(state) === Gait.RIDE;
    if (this.#riding) this.#steering.stop();
    this.#track.sample(SLOT, x, y, heading, state, time, now, slack);
    const echo = this.#steering.driving || now - this.#drove < ECHO_MS;
    if (echo && !this.#riding) this.#followed = false;
    else if (Math.hypot(own.x - x, own.y - y) > OTHER_METRES || this.#riding) this.#followed = true;
  }

  /** Notes that this tab moves the avatar. */
  drove(now: number): void {
    this.#drove = now;
    this.#followed = false;
  }

  /** Takes a place that the server gave. */
  placed(x: number, y: number, heading: number, now: number): void {
    this.#steering.place(x, y, heading);
    this.#track.clear();
    this.#followed = false;
    this.#drove = now;
  }

  /** Shows the avatar where the other hand has it; tells whether it did. */
  frame(now: number): boolean {
    if (!this.led || !this.#track.pose(SLOT, now, this.#shown)) return false;
    const own = this.#steering.own;
    own.x = this.#shown.x;
    own.y = this.#shown.y;
    own.heading += turnBetween(own.heading, this.#shown.heading) * 0.3;
    own.state = this.#shown.state;
    this.#steering.course = this.#shown.heading;
    return true;
  }
}
