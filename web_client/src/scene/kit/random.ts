/** Repeatable dice: the same seed always grows the same trees. */
export type Dice = () => number;

/** Returns a generator of numbers in [0, 1) (mulberry32, 32 bits of state). */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Returns one of `items`; throws RangeError when there is none. */
export function pick<T>(roll: Dice, items: readonly T[]): T {
  const item = items[Math.floor(roll() * items.length)];
  if (item === undefined) throw new RangeError("nothing to pick from");
  return item;
}
