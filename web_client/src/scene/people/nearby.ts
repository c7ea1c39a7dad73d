/** Who stands near the own avatar: found twice a second, asked for, named. */
import type { Pose, Square } from "../../square/square";

/** People named at once, and asked for; asking for more than are named dresses those a little farther off. */
const NAMED = 18;
const ASKED = 60;
/** Metres within which people are named and asked for. */
const NAME_METRES = 20;
const ASK_METRES = 60;
const EVERY = 500;

export class Nearby {
  /** Slots to name, nearest first. */
  readonly named: number[] = [];
  /** A person under the mouse is named wherever it stands. */
  hovered: number | null = null;
  #at = Number.NEGATIVE_INFINITY;

  /** Looks again where half a second went by; `now` is performance.now(). */
  look(square: Square, now: number): void {
    if (now - this.#at < EVERY) return;
    this.#at = now;
    const { own } = square;
    const found: { slot: number; far: number }[] = [];
    square.crowd.each(now, (slot, pose: Readonly<Pose>) => {
      const far = Math.hypot(pose.x - own.x, pose.y - own.y);
      if (far < ASK_METRES) found.push({ slot, far });
    });
    found.sort((a, b) => a.far - b.far);
    this.named.length = 0;
    if (this.hovered !== null) this.named.push(this.hovered);
    for (const { slot, far } of found) {
      if (this.named.length >= NAMED || far > NAME_METRES) break;
      if (slot !== this.hovered) this.named.push(slot);
    }
    const asked = new Set([...this.named, ...found.map(({ slot }) => slot)]);
    square.crowd.want([...asked].slice(0, ASKED));
  }
}
