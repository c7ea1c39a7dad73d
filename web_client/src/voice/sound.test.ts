import { describe, expect, it } from "vitest";
import { conceal, loudness, PIECE } from "./sound";

const tone = (height: number) => Float32Array.from({ length: PIECE }, (_, n) => height * Math.sin(n / 8));

describe("loudness", () => {
  it("is none for silence, all for full scale, and grows as ears do", () => {
    expect(loudness(new Float32Array(PIECE))).toBe(0);
    expect(loudness(tone(Math.SQRT2))).toBeGreaterThan(0.99);
    const steps = [0.001, 0.01, 0.1, 1].map((height) => loudness(tone(height)));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect((steps[2] ?? 0) - (steps[1] ?? 0)).toBeCloseTo(1 / 3, 2);
    expect(loudness(new Float32Array(0))).toBe(0);
  });
});

describe("what is missing", () => {
  it("fades from where it was into silence, without a leap", () => {
    const last = tone(0.5);
    const heights = [0, 1, 2, 3, 4].map((run) => Math.max(...(conceal(last, run) ?? [0]).map(Math.abs)));
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(conceal(last, 0)?.[0]).toBe(last[0]);
    expect(conceal(last, 5)).toBeNull();
    expect(conceal(null, 0)).toBeNull();
  });
});
