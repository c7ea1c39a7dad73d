/** Bubbles over heads: the newest words of each, as long as one needs to read them. Pure. */
import type { Bubble, LogEntry } from "./square";

/** Bubbles at a time: past a dozen nobody reads, and the log has them all. */
export const MOST = 12;
const LEAST_MS = 4_000;
const MOST_MS = 12_000;
/** Reading speed, milliseconds a character: 13 Korean characters a second is fast, 7 is easy. */
const CHARACTER_MS = 140;
/** Milliseconds after which words are no news (a resume brings what was said long ago). */
const FRESH_MS = 10_000;

/** Returns how long a text stands. */
export function reading(text: string): number {
  return Math.min(MOST_MS, LEAST_MS + text.length * CHARACTER_MS);
}

/** Returns the bubbles with one for an utterance; `age` is how long ago it was said, `slot` who stands there. */
export function withEntry(
  bubbles: readonly Bubble[],
  entry: LogEntry,
  slot: number | undefined,
  age: number,
  now: number,
): readonly Bubble[] {
  if (slot === undefined || age > FRESH_MS || entry.reach === "direct") return bubbles;
  const { speaker: participant, name, text, reach } = entry;
  const others = bubbles.filter((bubble) => bubble.participant !== participant);
  return [...others.slice(-(MOST - 1)), { slot, participant, name, text, reach, until: now + reading(text) }];
}

/** Returns the bubbles that still stand; the same array where all do. */
export function standing(bubbles: readonly Bubble[], now: number): readonly Bubble[] {
  return bubbles.every((bubble) => bubble.until > now) ? bubbles : bubbles.filter((bubble) => bubble.until > now);
}
