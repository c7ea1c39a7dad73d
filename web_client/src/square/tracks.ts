/**
 * Where each avatar was in the last few samples, by slot, in typed arrays: rows are packed, nothing is allocated
 * once the arrays are large enough. Knows numbers only: metres, radians, milliseconds of one clock.
 *
 * A pose is asked for a moment a little in the past (`DELAY_MS`), so that there nearly always is a sample on either
 * side. Past the newest sample the pose goes on by its gait and heading, at most `EXTRAPOLATE_MS`; the sender knows
 * this rule (see `uplink.ts`) and speaks up before the error shows. What a late sample still corrects is eased in.
 */

import { gaitOf } from "../protocol/frames";
import { Gait, RUN_SPEED, WALK_SPEED } from "../protocol/messages";
import { turnBetween } from "../protocol/units";
import type { Pose } from "./square";

/** Milliseconds that others are shown behind: one tick and a half. */
export const DELAY_MS = 150;
/** Milliseconds that a pose goes on past its newest sample; the server's `rooms/crowd/table.py` says the same. */
export const EXTRAPOLATE_MS = 500;
/** Time constant of easing a correction in, milliseconds. */
const EASE_MS = 120;
/** Metres above which a correction is a jump (`goto`, a ride's end) and is shown as one. */
const JUMP_METRES = 8;
/** Samples kept of each avatar: 150 ms of delay at 10 Hz and one to stretch from. */
const SAMPLES = 4;
const SLOTS = 65_536;
const FIRST_CAPACITY = 256;

/** Metres a second of a gait. */
export function speedOf(gait: number): number {
  if (gait === Gait.WALK) return WALK_SPEED;
  return gait === Gait.RUN ? RUN_SPEED : 0;
}

export class Tracks {
  #size = 0;
  #capacity = FIRST_CAPACITY;
  readonly #rowOf = new Int32Array(SLOTS).fill(-1);
  #slotOf = new Uint16Array(FIRST_CAPACITY);
  /** Samples of row r stand at r * SAMPLES, the newest first. */
  #time = new Float64Array(FIRST_CAPACITY * SAMPLES);
  #x = new Float32Array(FIRST_CAPACITY * SAMPLES);
  #y = new Float32Array(FIRST_CAPACITY * SAMPLES);
  #heading = new Float32Array(FIRST_CAPACITY * SAMPLES);
  #count = new Uint8Array(FIRST_CAPACITY);
  #state = new Uint8Array(FIRST_CAPACITY);
  #seen = new Float64Array(FIRST_CAPACITY);
  /** What the picture still errs by, and since when it shrinks. */
  #errorX = new Float32Array(FIRST_CAPACITY);
  #errorY = new Float32Array(FIRST_CAPACITY);
  #errorAt = new Float64Array(FIRST_CAPACITY);
  readonly #before: Pose = { x: 0, y: 0, heading: 0, state: 0 };
  readonly #after: Pose = { x: 0, y: 0, heading: 0, state: 0 };

  get size(): number {
    return this.#size;
  }

  has(slot: number): boolean {
    return this.#row(slot) >= 0;
  }

  /** Returns the slot of a row below `size`; rows move when one is forgotten. */
  slotAt(row: number): number {
    return this.#slotOf[row] ?? -1;
  }

  /** Takes a sample of `time`; `now` is the moment of arrival, `slack` how much earlier it may have been true. */
  sample(
    slot: number,
    x: number,
    y: number,
    heading: number,
    state: number,
    time: number,
    now: number,
    slack: number,
  ): void {
    let row = this.#row(slot);
    if (row < 0) row = this.#add(slot);
    else this.#at(row, now - DELAY_MS, now, this.#before);
    const fresh = this.#count[row] === 0;
    this.#push(row, x, y, heading, this.#trueTime(row, x, y, state, time, slack));
    this.#state[row] = state;
    this.#seen[row] = now;
    if (!fresh) this.#ease(row, now);
  }

  /** Writes the pose of a slot as shown at `now`; tells whether the slot is known. */
  pose(slot: number, now: number, out: Pose): boolean {
    const row = this.#row(slot);
    if (row < 0) return false;
    this.#at(row, now - DELAY_MS, now, out);
    return true;
  }

  /** Writes the pose of a row below `size`. */
  poseAt(row: number, now: number, out: Pose): void {
    this.#at(row, now - DELAY_MS, now, out);
  }

  /** Forgets a slot; the last row takes its place. */
  forget(slot: number): boolean {
    const row = this.#row(slot);
    if (row < 0) return false;
    this.#size -= 1;
    const last = this.#size;
    this.#rowOf[slot] = -1;
    if (row !== last) this.#moveRow(last, row);
    return true;
  }

  /** Forgets whom no frame named since `limit`, and calls back for each. */
  expire(limit: number, gone: (slot: number) => void): void {
    for (let row = this.#size - 1; row >= 0; row--) {
      const slot = this.slotAt(row);
      if ((this.#seen[row] ?? 0) < limit && this.forget(slot)) gone(slot);
    }
  }

  clear(): void {
    this.#rowOf.fill(-1);
    this.#size = 0;
  }

  #row(slot: number): number {
    return this.#rowOf[slot] ?? -1;
  }

  #add(slot: number): number {
    if (this.#size === this.#capacity) this.#grow();
    const row = this.#size;
    this.#size += 1;
    this.#rowOf[slot] = row;
    this.#slotOf[row] = slot;
    this.#count[row] = 0;
    this.#errorX[row] = 0;
    this.#errorY[row] = 0;
    return row;
  }

  /**
   * Returns when the avatar was there. The tick is when the server told it; the step was taken somewhere in the
   * `slack` before. For one who walks on, the way covered says where: without this a steady walk looks uneven.
   */
  #trueTime(row: number, x: number, y: number, state: number, time: number, slack: number): number {
    const newest = row * SAMPLES;
    if (this.#count[row] === 0) return time;
    const last = this.#time[newest] ?? 0;
    const speed = speedOf(gaitOf(this.#state[row] ?? 0));
    if (speed === 0 || speedOf(gaitOf(state)) === 0) return Math.max(time, last + 1);
    const way = Math.hypot(x - (this.#x[newest] ?? 0), y - (this.#y[newest] ?? 0));
    const walked = last + (way / speed) * 1000;
    return Math.max(last + 1, Math.min(time, Math.max(walked, time - slack)));
  }

  #push(row: number, x: number, y: number, heading: number, time: number): void {
    const base = row * SAMPLES;
    const end = base + SAMPLES;
    this.#time.copyWithin(base + 1, base, end - 1);
    this.#x.copyWithin(base + 1, base, end - 1);
    this.#y.copyWithin(base + 1, base, end - 1);
    this.#heading.copyWithin(base + 1, base, end - 1);
    this.#time[base] = time;
    this.#x[base] = x;
    this.#y[base] = y;
    this.#heading[base] = heading;
    this.#count[row] = Math.min(SAMPLES, (this.#count[row] ?? 0) + 1);
  }

  /** The picture stays where it was when a sample arrives; the difference then shrinks. */
  #ease(row: number, now: number): void {
    this.#errorX[row] = 0;
    this.#errorY[row] = 0;
    this.#at(row, now - DELAY_MS, now, this.#after);
    const dx = this.#before.x - this.#after.x;
    const dy = this.#before.y - this.#after.y;
    if (Math.hypot(dx, dy) > JUMP_METRES) {
      // After a jump the way from before is no way.
      this.#count[row] = 1;
      return;
    }
    this.#errorX[row] = dx;
    this.#errorY[row] = dy;
    this.#errorAt[row] = now;
  }

  #at(row: number, time: number, now: number, out: Pose): void {
    const base = row * SAMPLES;
    const count = this.#count[row] ?? 0;
    const state = this.#state[row] ?? 0;
    out.state = state;
    if (count === 0 || time >= (this.#time[base] ?? 0)) this.#beyond(base, time, state, out);
    else this.#between(base, count, time, out);
    const error = Math.exp(-Math.max(0, now - (this.#errorAt[row] ?? 0)) / EASE_MS);
    out.x += (this.#errorX[row] ?? 0) * error;
    out.y += (this.#errorY[row] ?? 0) * error;
  }

  #beyond(base: number, time: number, state: number, out: Pose): void {
    const heading = this.#heading[base] ?? 0;
    const stretch = Math.min(EXTRAPOLATE_MS, Math.max(0, time - (this.#time[base] ?? 0))) / 1000;
    const way = speedOf(gaitOf(state)) * stretch;
    out.x = (this.#x[base] ?? 0) + Math.sin(heading) * way;
    out.y = (this.#y[base] ?? 0) + Math.cos(heading) * way;
    out.heading = heading;
  }

  #between(base: number, count: number, time: number, out: Pose): void {
    let newer = base;
    while (newer + 1 < base + count && (this.#time[newer + 1] ?? 0) > time) newer += 1;
    const older = newer + 1 < base + count ? newer + 1 : newer;
    const from = this.#time[older] ?? 0;
    const span = (this.#time[newer] ?? 0) - from;
    const part = span > 0 ? Math.max(0, (time - from) / span) : 1;
    const x0 = this.#x[older] ?? 0;
    const y0 = this.#y[older] ?? 0;
    const h0 = this.#heading[older] ?? 0;
    out.x = x0 + ((this.#x[newer] ?? 0) - x0) * part;
    out.y = y0 + ((this.#y[newer] ?? 0) - y0) * part;
    out.heading = h0 + turnBetween(h0, this.#heading[newer] ?? 0) * part;
  }

  #moveRow(from: number, to: number): void {
    const slot = this.slotAt(from);
    this.#rowOf[slot] = to;
    this.#slotOf[to] = slot;
    const [base, end, target] = [from * SAMPLES, (from + 1) * SAMPLES, to * SAMPLES];
    for (const array of [this.#time, this.#x, this.#y, this.#heading]) array.copyWithin(target, base, end);
    for (const array of [this.#count, this.#state, this.#seen]) array[to] = array[from] ?? 0;
    for (const array of [this.#errorX, this.#errorY, this.#errorAt]) array[to] = array[from] ?? 0;
  }

  #grow(): void {
    this.#capacity *= 2;
    const rows = this.#capacity;
    this.#slotOf = grown(this.#slotOf, new Uint16Array(rows));
    this.#time = grown(this.#time, new Float64Array(rows * SAMPLES));
    this.#x = grown(this.#x, new Float32Array(rows * SAMPLES));
    this.#y = grown(this.#y, new Float32Array(rows * SAMPLES));
    this.#heading = grown(this.#heading, new Float32Array(rows * SAMPLES));
    this.#count = grown(this.#count, new Uint8Array(rows));
    this.#state = grown(this.#state, new Uint8Array(rows));
    this.#seen = grown(this.#seen, new Float64Array(rows));
    this.#errorX = grown(this.#errorX, new Float32Array(rows));
    this.#errorY = grown(this.#errorY, new Float32Array(rows));
    this.#errorAt = grown(this.#errorAt, new Float64Array(rows));
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
