/**
 * The unreliable half of the engine: the own avatar per frame, and the moves that tell of it.
 * Composes steering, the hand on the avatar and the uplink.
 */
import { signal } from "@preact/signals";
import { encodeMove } from "../protocol/frames";
import { Gait } from "../protocol/messages";
import type { Point } from "../world/geometry";
import type { OwnRecord } from "./crowd";
import type { Ground } from "./ground";
import { Own } from "./own";
import { type Goal, Steering } from "./steering";
import { Uplink } from "./uplink";

/** Metres by which a correction may move one without ending the way. */
const SMALL_METRES = 2;
/** Metres within which a resumed line takes the own place for the truer one. */
const RESUME_METRES = 6;
/** Metres before a person at which one stops: a talking distance. */
const TALK_METRES = 1.4;

export class Walking {
  readonly goal = signal<Goal | null>(null);
  readonly #steering: Steering;
  readonly #own: Own;
  readonly #uplink = new Uplink();
  readonly #send: (frame: Uint8Array<ArrayBuffer>) => boolean;
  #entered = false;

  constructor(ground: Ground, send: (frame: Uint8Array<ArrayBuffer>) => boolean) {
    this.#steering = new Steering(ground);
    this.#own = new Own(this.#steering);
    this.#send = send;
  }

  get own() {
    return this.#steering.own;
  }

  get way(): readonly Point[] {
    return this.#steering.way;
  }

  /** Takes the own record of the crowd frames. */
  readonly record: OwnRecord = (x, y, heading, state, time, now, slack) => {
    this.#own.record(x, y, heading, state, time, now, slack);
    this.#note();
  };

  /** Takes where the server has the avatar when a line opens. */
  welcome(x: number, y: number, heading: number, now: number): void {
    const off = Math.hypot(x - this.own.x, y - this.own.y);
    if (!this.#entered || off > RESUME_METRES) this.#own.placed(x, y, heading, now);
    this.#entered = true;
    this.#uplink.known(x, y, heading, Gait.STAND, now);
    this.#note();
  }

  /** Takes a place that the server gave; a small correction does not end the way. */
  placed(x: number, y: number, heading: number, why: string, now: number): void {
    const goal = this.#steering.goal;
    const off = Math.hypot(x - this.own.x, y - this.own.y);
    this.#own.placed(x, y, heading, now);
    this.#uplink.known(x, y, heading, Gait.STAND, now);
    if (why === "corrected" && goal !== null && off < SMALL_METRES) this.#steering.walk(goal.point, goal.name);
    this.#note();
  }

  steer(x: number, y: number): void {
    if (this.#own.riding) return;
    this.#steering.steer(x, y);
    this.#note();
  }

  walkTo(point: Point, name: string): boolean {
    const found = !this.#own.riding && this.#steering.walk(point, name);
    this.#note();
    return found;
  }

  /** Walks up to somebody, to a talking distance. */
  walkUpTo(at: Point, name: string): boolean {
    const dx = this.own.x - at.x;
    const dy = this.own.y - at.y;
    const far = Math.hypot(dx, dy);
    if (far <= TALK_METRES) return true;
    const part = TALK_METRES / far;
    return this.walkTo({ x: at.x + dx * part, y: at.y + dy * part }, name);
  }

  stop(): void {
    this.#steering.stop();
    this.#note();
  }

  turn(heading: number): void {
    this.#steering.turn(heading);
  }

  /** Moves the avatar and sends what the others would not guess. */
  frame(now: number, sitting: boolean): void {
    if (this.#steering.driving) this.#own.drove(now);
    if (this.#own.frame(now)) {
      const { x, y } = this.own;
      this.#uplink.known(x, y, this.#steering.course, Gait.STAND, now);
    } else {
      this.#steering.frame(now, sitting ? Gait.SIT : Gait.STAND);
      this.flush(now);
    }
    this.#note();
  }

  /** Sends a move if one is due. */
  flush(now: number): void {
    const { x, y, state } = this.own;
    const move = this.#uplink.due(x, y, this.#steering.course, state & 0b111, now);
    if (move === null) return;
    const sent = this.#send(encodeMove(move.seq, move.x, move.y, move.heading, move.gait));
    if (sent) this.#uplink.sent(move, x, y, this.#steering.course, now);
  }

  #note(): void {
    if (this.goal.value !== this.#steering.goal) this.goal.value = this.#steering.goal;
  }
}
