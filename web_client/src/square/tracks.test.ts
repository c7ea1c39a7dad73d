import { describe, expect, it } from "vitest";
import { TickClock } from "../net/server_time";
import { withGait } from "../protocol/frames";
import { Gait, WALK_SPEED } from "../protocol/messages";
import type { Pose } from "./square";
import { DELAY_MS, EXTRAPOLATE_MS, Tracks } from "./tracks";
import { Uplink } from "./uplink";

const WALK = withGait(0, Gait.WALK);
const pose = (): Pose => ({ x: 0, y: 0, heading: 0, state: 0 });
const at = (tracks: Tracks, slot: number, now: number): Pose => {
  const out = pose();
  expect(tracks.pose(slot, now, out)).toBe(true);
  return out;
};

describe("a track", () => {
  it("stands between two samples, a little in the past", () => {
    const tracks = new Tracks();
    tracks.sample(3, 10, 0, 0, 0, 0, 0, 100);
    tracks.sample(3, 11, 0, 0, 0, 100, 100, 100);
    expect(at(tracks, 3, 2_000).x).toBeCloseTo(11, 5);
    expect(tracks.has(4)).toBe(false);
    expect(tracks.pose(4, 0, pose())).toBe(false);
  });

  it("goes on by gait and heading, for half a second at most", () => {
    const tracks = new Tracks();
    tracks.sample(3, 10, 10, Math.PI / 2, WALK, 0, 0, 100);
    expect(at(tracks, 3, DELAY_MS + 100).x).toBeCloseTo(10 + WALK_SPEED * 0.1, 5);
    const most = 10 + (WALK_SPEED * EXTRAPOLATE_MS) / 1000;
    expect(at(tracks, 3, DELAY_MS + 5_000).x).toBeCloseTo(most, 5);
    expect(at(tracks, 3, DELAY_MS + 5_000).y).toBeCloseTo(10, 5);
  });

  it("turns the short way round", () => {
    const tracks = new Tracks();
    tracks.sample(3, 0, 0, 0.1, 0, 0, 0, 0);
    tracks.sample(3, 0, 0, 2 * Math.PI - 0.1, 0, 100, 100, 0);
    expect(at(tracks, 3, 50 + DELAY_MS).heading).toBeCloseTo(0, 5);
  });

  it("eases a correction in, and jumps where the way is far", () => {
    const tracks = new Tracks();
    tracks.sample(3, 0, 0, 0, 0, 0, 0, 0);
    tracks.sample(3, 2, 0, 0, 0, 1_000, 2_000, 0);
    expect(at(tracks, 3, 2_000).x).toBeLessThan(0.1);
    expect(at(tracks, 3, 3_000).x).toBeCloseTo(2, 2);
    tracks.sample(3, 200, 0, 0, 0, 3_000, 3_000, 0);
    expect(at(tracks, 3, 3_000).x).toBeCloseTo(200, 5);
  });

  it("is forgotten with its slot, and the others keep theirs while rows move and grow", () => {
    const tracks = new Tracks();
    for (let slot = 0; slot < 1_000; slot++) tracks.sample(slot, slot, 0, 0, 0, 0, slot < 500 ? 0 : 1_000, 0);
    const gone: number[] = [];
    tracks.expire(500, (slot) => gone.push(slot));
    expect(gone).toHaveLength(500);
    expect(tracks.size).toBe(500);
    for (let slot = 500; slot < 1_000; slot++) expect(at(tracks, slot, 5_000).x).toBe(slot);
    expect(tracks.forget(1)).toBe(false);
    tracks.clear();
    expect(tracks.size).toBe(0);
  });
});

/** A line of two people: steps of 16 ms, moves by dead reckoning, ticks of 100 ms, frames late by chance. */
function watched(course: (time: number) => number, seed: number) {
  const [uplink, clock, tracks] = [new Uplink(), new TickClock(), new Tracks()];
  clock.start(10);
  const waiting: { due: number; take: (now: number) => void }[] = [];
  const late = lateness(seed);
  const shown: Pose[] = [];
  const true_: Pose[] = [];
  let [x, y, moves, inbox] = [0, 0, 0, null as null | readonly number[]];
  uplink.known(0, 0, 0, Gait.STAND, -1_000);
  for (let now = 0; now < 12_000; now += 4) {
    const heading = course(now);
    x += Math.sin(heading) * WALK_SPEED * 0.004;
    y += Math.cos(heading) * WALK_SPEED * 0.004;
    const move = now % 16 === 0 ? uplink.due(x, y, heading, Gait.WALK, now) : null;
    if (move !== null) {
      uplink.sent(move, x, y, heading, now);
      moves += 1;
      const record = [x, y, heading];
      waiting.push({ due: now + late(), take: () => (inbox = record) });
    }
    if (now % 100 === 52 && inbox !== null) {
      const [record, tick] = [inbox, Math.floor(now / 100)];
      inbox = null;
      waiting.push({
        due: now + late(),
        take: (then) =>
          tracks.sample(1, record[0] ?? 0, record[1] ?? 0, record[2] ?? 0, WALK, clock.time(tick, then), then, 100),
      });
    }
    for (const one of waiting.filter(({ due }) => due <= now)) {
      waiting.splice(waiting.indexOf(one), 1);
      one.take(now);
    }
    if (now % 16 === 0 && now > 2_000) {
      shown.push(at(tracks, 1, now));
      true_.push({ x, y, heading, state: 0 });
    }
  }
  return { shown, true_, moves };
}

/** Milliseconds on the line: 20 to 60. */
function lateness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return 20 + ((state >>> 16) % 40);
  };
}

const steps = (poses: readonly Pose[]) =>
  poses.slice(1).map((one, index) => Math.hypot(one.x - (poses[index]?.x ?? 0), one.y - (poses[index]?.y ?? 0)));

describe("somebody who walks, seen over a line", () => {
  it.each([1, 2, 3, 4, 5])("straight on looks even (seed %i)", (seed) => {
    const { shown, moves } = watched(() => 1, seed);
    const even = WALK_SPEED * 0.016;
    const off = steps(shown).map((step) => Math.abs(step - even) / even);
    off.sort((a, b) => a - b);
    expect(off[Math.floor(off.length * 0.95)]).toBeLessThan(0.35);
    expect(moves).toBeLessThan(12 * 4.5);
  });

  it.each([1, 2, 3])("round and round stays near the truth (seed %i)", (seed) => {
    const { shown, true_ } = watched((time) => (time / 1000) % (2 * Math.PI), seed);
    const lag = WALK_SPEED * 0.5;
    for (const [index, one] of shown.entries()) {
      const truth = true_[index] ?? one;
      expect(Math.hypot(one.x - truth.x, one.y - truth.y)).toBeLessThan(lag);
    }
    expect(Math.max(...steps(shown))).toBeLessThan(WALK_SPEED * 0.016 * 4);
  });
});
