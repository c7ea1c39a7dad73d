/** Devices whose own clocks are wrong by minutes: what their faces show of a countdown, and how far that is off. */
import { describe, expect, it } from "vitest";
import { ServerClock } from "../net/server_time";
import type { Countdown } from "../protocol/messages";
import { read } from "./countdown";

const DEVICES = 2_000;
const WRONG_MS = 14 * 60_000;
/** The faces look at the clock this often (`clock.tsx`). */
const BEAT_MS = 250;
const START = 1_800_000_000_000;

/** Dice that fall the same way each time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** A phone with a wrong clock on a slow line that asked for the time; `trip`: its longest way there and back. */
function device(roll: () => number, asked: number) {
  const wrong = (roll() * 2 - 1) * WRONG_MS;
  const clock = new ServerClock();
  let trip = 0;
  for (let n = 0; n < asked; n++) {
    const [up, down] = [roll() * 800, roll() * 800];
    const sent = START + n * 5_000;
    clock.synced(sent + up, sent + wrong, sent + up + down + wrong);
    trip = Math.max(trip, up + down);
  }
  return { trip, left: (countdown: Countdown, at: number) => read(countdown, clock.now(at + wrong)).left };
}

describe("a device 14 minutes wrong", () => {
  it.each([1, 2, 6])("shows what is left within 250 ms and half a round trip, after %s answers", (asked) => {
    const roll = dice(asked);
    const running = { total: 180_000, remaining: 180_000, ends_at: START + 180_000 };
    for (let n = 0; n < DEVICES; n++) {
      const { trip, left } = device(roll, asked);
      const at = START + asked * 5_000 + roll() * 60_000;
      const shown = left(running, at - roll() * BEAT_MS); // drawn a beat ago at most
      expect(Math.abs(shown - (running.ends_at - at))).toBeLessThanOrEqual(BEAT_MS + trip / 2 + 3);
    }
  });

  it("shows a pause exactly, and after an extension the new end", () => {
    const { trip, left } = device(dice(9), 3);
    const at = START + 50_000;
    const paused = { total: 180_000, remaining: 97_000, ends_at: null };
    const extended = { total: 240_000, remaining: 157_000, ends_at: at + 157_000 };

    expect(left(paused, at)).toBe(97_000);
    expect(left(paused, at + 600_000)).toBe(97_000);
    expect(Math.abs(left(extended, at) - 157_000)).toBeLessThanOrEqual(trip / 2 + 3);
  });

  it("shows the same end after the server was started again: the end is a time, not a sum of ticks", () => {
    const roll = dice(11);
    const running = { total: 180_000, remaining: 180_000, ends_at: START + 180_000 };
    const [before, after] = [device(roll, 2), device(roll, 1)];
    const at = START + 30_000;

    expect(Math.abs(before.left(running, at) - after.left(running, at))).toBeLessThanOrEqual(
      (before.trip + after.trip) / 2 + 6,
    );
  });
});
