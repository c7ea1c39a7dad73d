/** Tells whether the picture would differ from the last one, by a sum over everybody; allocates nothing. */
import type { Pose, Square } from "../square/square";

/** Steps of a coordinate that count: a fiftieth of a metre, less than a pixel at any scale. */
const STEPS = 50;

export class Changes {
  #sum = Number.NaN;
  #next = 0;

  look(square: Square, now: number): boolean {
    this.#next = square.crowd.size + square.crowd.density.size;
    square.crowd.each(now, this.#add);
    this.#add(-1, square.own);
    for (const [cell, count] of square.crowd.density) this.#mix(cell * 31 + count);
    for (const near of square.near.value) this.#mix(near.info.slot);
    const changed = this.#next !== this.#sum;
    this.#sum = this.#next;
    return changed;
  }

  readonly #add = (slot: number, pose: Readonly<Pose>): void => {
    this.#mix(slot);
    this.#mix(Math.round(pose.x * STEPS));
    this.#mix(Math.round(pose.y * STEPS));
    this.#mix(Math.round(pose.heading * STEPS) * 256 + pose.state);
  };

  #mix(value: number): void {
    this.#next = (Math.imul(this.#next, 31) + value) | 0;
  }
}
