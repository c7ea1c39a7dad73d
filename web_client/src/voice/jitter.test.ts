import { describe, expect, it } from "vitest";
import { JitterBuffer, LEAST_MS, MOST_HELD, MOST_MS, PAUSE_MS, type Pulled } from "./jitter";

/** Seeded dice. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Way {
  readonly seed: number;
  readonly packets: number;
  /** Milliseconds that a frame takes at most beyond the shortest. */
  readonly jitter: number;
  /** Frames that never arrive. */
  readonly loss?: number;
  /** Frames may overtake each other. */
  readonly reorder?: boolean;
  /** Milliseconds between the ticks in which frames leave. */
  readonly tick?: number;
  readonly first?: number;
  /** Milliseconds, from and to, in which nothing arrives: it comes afterwards. */
  readonly stall?: readonly [number, number];
}

const packetOf = (number: number) => new Uint8Array(new Uint32Array([number]).buffer);
const numberOf = (packet: Uint8Array) => new Uint32Array(packet.buffer)[0] ?? -1;

/** Sends packets over a way, two a frame, and plays one each 20 ms; returns what was played. */
function play(buffer: JitterBuffer, way: Way): { played: (number | "gap" | "quiet")[]; delays: number[] } {
  const roll = dice(way.seed);
  const tick = way.tick ?? 100;
  const arrivals: { at: number; number: number }[] = [];
  let last = 0;
  for (let number = 0; number < way.packets; number += 2) {
    const left = Math.ceil((number * 20 + 40) / tick) * tick;
    let at = left + 30 + roll() * way.jitter;
    if (way.stall && at >= way.stall[0] && at < way.stall[1]) at = way.stall[1];
    if (!way.reorder) at = Math.max(at, last);
    last = at;
    if (roll() >= (way.loss ?? 0)) arrivals.push({ at, number });
  }
  arrivals.sort((a, b) => a.at - b.at);
  const played: (number | "gap" | "quiet")[] = [];
  const delays: number[] = [];
  for (let now = 7; now < way.packets * 20 + 2_000; now += 20) {
    while (arrivals[0] && arrivals[0].at <= now) {
      const { at, number } = arrivals.shift() ?? { at: 0, number: 0 };
      const seq = ((way.first ?? 0) + number) % 65_536;
      buffer.push(seq, [packetOf(number), packetOf(number + 1)], at);
    }
    const pulled: Pulled = buffer.pull(now);
    played.push(typeof pulled === "string" ? pulled : numberOf(pulled));
    if (typeof pulled !== "string") delays.push(now - numberOf(pulled) * 20);
  }
  return { played, delays };
}

const numbers = (played: readonly (number | "gap" | "quiet")[]) =>
  played.filter((one): one is number => typeof one === "number");
const rising = (list: readonly number[]) => list.every((one, index) => index === 0 || one > (list[index - 1] ?? 0));
const p95 = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0;

describe("a voice that arrives in ticks", () => {
  it("is played whole, in its order, without a gap", () => {
    const buffer = new JitterBuffer();
    const { played, delays } = play(buffer, { seed: 1, packets: 1_000, jitter: 10 });

    expect(numbers(played)).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
    expect(played.lastIndexOf("gap")).toBeGreaterThan(played.indexOf(999)); // only after the last word
    expect(p95(delays)).toBeLessThanOrEqual(300);
  });

  it("goes over the turn of the numbers as if nothing were there", () => {
    const { played } = play(new JitterBuffer(), { seed: 2, packets: 400, jitter: 10, first: 65_400 });

    expect(numbers(played)).toEqual(Array.from({ length: 400 }, (_, n) => n));
  });
});

describe.each([1, 2, 3, 4, 5, 6, 7, 8])("with dice %i", (seed) => {
  it("loss leaves gaps of its size, and nothing else", () => {
    const buffer = new JitterBuffer();
    const { played } = play(buffer, { seed, packets: 2_000, jitter: 30, loss: 0.05 });
    const heard = numbers(played);

    expect(rising(heard)).toBe(true);
    expect(heard.length).toBeGreaterThan(2_000 * 0.92);
    expect(buffer.counts.late).toBeLessThan(20);
  });

  it("frames that overtake each other are put in order", () => {
    const buffer = new JitterBuffer();
    const { played } = play(buffer, { seed, packets: 2_000, jitter: 60, reorder: true });
    const heard = numbers(played);

    expect(rising(heard)).toBe(true);
    expect(heard.length).toBeGreaterThan(2_000 * 0.97);
  });

  it("jitter beyond the bound costs words, never order nor more delay than the bound allows", () => {
    const buffer = new JitterBuffer();
    const { played, delays } = play(buffer, { seed, packets: 3_000, jitter: 600, loss: 0.02, reorder: true });

    expect(rising(numbers(played))).toBe(true);
    // of a way that is uneven by 700 ms, 300 ms wait for 43 %
    expect(numbers(played).length).toBeGreaterThan(3_000 * 0.42);
    expect(buffer.target).toBe(MOST_MS);
    expect(buffer.depth).toBeLessThanOrEqual(MOST_HELD);
    expect(p95(delays)).toBeLessThan(1_000);
  });
});

describe("the delay", () => {
  it("follows the way up and comes back down", () => {
    const buffer = new JitterBuffer();
    play(buffer, { seed: 3, packets: 500, jitter: 150 });
    const rough = buffer.target;
    buffer.reset();
    play(buffer, { seed: 4, packets: 2_000, jitter: 5, tick: 20 });

    expect(rough).toBeGreaterThan(150);
    expect(buffer.target).toBeLessThan(100);
    expect(buffer.target).toBeGreaterThanOrEqual(LEAST_MS);
  });

  it("is brought back after a line that stood still for a while", () => {
    const buffer = new JitterBuffer();
    const { played, delays } = play(buffer, { seed: 5, packets: 1_500, jitter: 10, stall: [4_000, 4_450] });

    expect(rising(numbers(played))).toBe(true);
    expect(Math.max(...delays)).toBeLessThan(900);
    expect(p95(delays.slice(-300))).toBeLessThanOrEqual(MOST_MS + 200);
    expect(buffer.counts.skipped).toBeGreaterThan(0);
  });
});

describe("pauses", () => {
  it("a short one is bridged, a long one is silence, and the voice starts anew", () => {
    const buffer = new JitterBuffer();
    const said = (from: number, at: number) => {
      for (let n = 0; n < 50; n++) buffer.push(from + n, [packetOf(from + n)], at + n * 20);
    };
    said(0, 0);
    const first = Array.from({ length: 120 }, (_, n) => buffer.pull(200 + n * 20));
    const gaps = first.filter((one) => one === "gap").length;

    expect(gaps).toBe(PAUSE_MS / 20 - 1);
    expect(first.at(-1)).toBe("quiet");
    said(500, 10_000);
    const second = Array.from({ length: 100 }, (_, n) => buffer.pull(10_000 + n * 20));
    expect(second.filter((one) => one instanceof Uint8Array)).toHaveLength(50);
  });

  it("a hole in the numbers is not waited for longer than it has to be", () => {
    const buffer = new JitterBuffer();
    for (let n = 0; n < 20; n++) buffer.push(n, [packetOf(n)], n * 20);
    for (let n = 0; n < 20; n++) buffer.push(40 + n, [packetOf(40 + n)], (40 + n) * 20);
    const played: Pulled[] = [];
    for (let now = 120; now < 2_000; now += 20) played.push(buffer.pull(now));

    expect(played.filter((one) => one instanceof Uint8Array)).toHaveLength(40);
  });

  it("nothing is played before anything came", () => {
    expect(new JitterBuffer().pull(0)).toBe("quiet");
  });
});

it("what comes twice or too late is counted and left out", () => {
  const buffer = new JitterBuffer();
  for (let n = 0; n < 10; n++) buffer.push(n, [packetOf(n)], n * 20);
  buffer.push(5, [packetOf(5)], 180);
  for (let now = 120; now < 220; now += 20) buffer.pull(now);
  buffer.push(0, [packetOf(0)], 220);

  expect(buffer.counts).toMatchObject({ repeated: 1, late: 1 });
});
