/** What a countdown shows at a moment of the server's clock. Pure; the same arithmetic as `rooms/forum/model/countdown.py`. */
import type { Countdown } from "../protocol/messages";

export type Stage = "fine" | "soon" | "last" | "over" | "paused";

/** Milliseconds before the end at which a speaker is told. */
export const SOON_MS = 30_000;
export const LAST_MS = 15_000;

export interface Reading {
  readonly stage: Stage;
  /** Milliseconds; negative when it is over. */
  readonly left: number;
  /** Whole seconds as they are shown: the first second counts as whole, as on a kitchen timer. */
  readonly seconds: number;
  /** "1:24", "+0:12". */
  readonly figures: string;
  /** What is left of the whole, 0 to 1. */
  readonly share: number;
}

/** Reads a countdown. */
export function read(clock: Countdown, now: number): Reading {
  const left = clock.ends_at === null ? clock.remaining : clock.ends_at - now;
  const over = left <= 0;
  const seconds = over ? Math.floor(-left / 1_000) : Math.ceil(left / 1_000);
  const share = clock.total > 0 ? Math.min(1, Math.max(0, left / clock.total)) : 0;
  return { stage: stageOf(clock, left), left, seconds, figures: (over ? "+" : "") + figures(seconds), share };
}

function stageOf(clock: Countdown, left: number): Stage {
  if (clock.ends_at === null) return "paused";
  if (left <= 0) return "over";
  if (left <= LAST_MS) return "last";
  return left <= SOON_MS ? "soon" : "fine";
}

/** Returns seconds as minutes and seconds: "1:24", "61:05". */
export function figures(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
