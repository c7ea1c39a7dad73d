/**
 * The others: crowd frames in, poses and names out. Composes tracks, the clock of ticks and the directory.
 * Times are `performance.now()`, handed in.
 */

import { TickClock } from "../net/server_time";
import { gaitOf, readCrowd, readDensity } from "../protocol/frames";
import { Gait } from "../protocol/messages";
import { toMetres, toRadians } from "../protocol/units";
import { Directory } from "./directory";
import type { CrowdStore, PersonInfo, Pose } from "./square";
import { Tracks } from "./tracks";

/** Milliseconds without a record until an avatar is forgotten: two rounds of the keyframes (2 to 4 s each). */
export const EXPIRE_MS = 8_000;
/** Milliseconds without a density frame until the counts are forgotten. */
const DENSITY_MS = 8_000;

/** Takes the own record: metres, radians, state, the time of its tick, now, and the length of a tick. */
export type OwnRecord = (
  x: number,
  y: number,
  heading: number,
  state: number,
  time: number,
  now: number,
  slack: number,
) => void;

export class Crowd implements CrowdStore {
  readonly #tracks = new Tracks();
  readonly #directory = new Directory();
  readonly #clock = new TickClock();
  readonly #pose: Pose = { x: 0, y: 0, heading: 0, state: 0 };
  readonly #onOwn: OwnRecord;
  readonly #density = new Map<number, number>();
  #cellMetres = 32;
  #densityAt = 0;
  #ownSlot = -1;
  #now = 0;
  #time = 0;

  constructor(onOwn: OwnRecord) {
    this.#onOwn = onOwn;
  }

  // ---- the store that views read

  get size(): number {
    return this.#tracks.size;
  }

  get density(): ReadonlyMap<number, number> {
    return this.#density;
  }

  get cellMetres(): number {
    return this.#cellMetres;
  }

  each(now: number, visit: (slot: number, pose: Readonly<Pose>) => void): void {
    const pose = this.#pose;
    for (let row = 0; row < this.#tracks.size; row++) {
      this.#tracks.poseAt(row, now, pose);
      visit(this.#tracks.slotAt(row), pose);
    }
  }

  pose(slot: number, now: number, out: Pose): boolean {
    return this.#tracks.pose(slot, now, out);
  }

  person(slot: number): PersonInfo | undefined {
    return this.#directory.person(slot);
  }

  bySlot(participant: string): number | undefined {
    return this.#directory.slotOf(participant);
  }

  want(slots: Iterable<number>): void {
    for (const slot of slots) if (this.#tracks.has(slot)) this.#directory.want(slot);
  }

  // ---- what the engine feeds

  /** Starts anew after a welcome: no pose and no name from before holds. */
  start(ownSlot: number, tickHz: number): void {
    this.#ownSlot = ownSlot;
    this.#clock.start(tickHz);
    this.#directory.clear();
  }

  takeCrowd(frame: Uint8Array, now: number): void {
    this.#now = now;
    if (frame.length < 4) return;
    this.#time = this.#clock.time((frame[2] ?? 0) | ((frame[3] ?? 0) << 8), now);
    readCrowd(frame, this.#record);
  }

  takeDensity(frame: Uint8Array, now: number): void {
    this.#density.clear();
    const metres = readDensity(frame, this.#cell);
    if (metres > 0) this.#cellMetres = metres;
    this.#densityAt = now;
  }

  takePeople(people: readonly PersonInfo[], gone: readonly number[], now: number): void {
    for (const person of people) this.#directory.learn(person, now);
    for (const slot of gone) this.#directory.nobody(slot, now);
  }

  /** Returns the slots to ask the server for now, or null. */
  questions(now: number): number[] | null {
    return this.#directory.batch(now);
  }

  /** Forgets whom no frame names any more; call it about once a second while frames arrive. */
  expire(now: number): void {
    this.#tracks.expire(now - EXPIRE_MS, this.#gone);
    if (now - this.#densityAt > DENSITY_MS) this.#density.clear();
  }

  readonly #record = (slot: number, x: number, y: number, heading: number, state: number): void => {
    const mx = toMetres(x);
    const my = toMetres(y);
    const angle = toRadians(heading);
    if (slot === this.#ownSlot) this.#onOwn(mx, my, angle, state, this.#time, this.#now, this.#clock.period);
    else if (gaitOf(state) === Gait.GONE) {
      this.#tracks.forget(slot);
      this.#gone(slot);
    } else this.#tracks.sample(slot, mx, my, angle, state, this.#time, this.#now, this.#clock.period);
  };

  readonly #cell = (cell: number, count: number): void => {
    if (count > 0) this.#density.set(cell, count);
  };

  readonly #gone = (slot: number): void => this.#directory.forget(slot);
}
