import { expect, it } from "vitest";
import { Resampler } from "./resample";

const tone = (rate: number, count: number) =>
  Float32Array.from({ length: count }, (_, n) => Math.sin((n * 6000) / rate));

it.each([44_100, 16_000, 96_000])("a tone at %i samples a second is the same tone at 48,000", (rate) => {
  const resampler = new Resampler(rate, 48_000);
  const source = tone(rate, rate);
  const made: number[] = [];
  for (let at = 0; at < source.length; at += 128) made.push(...resampler.push(source.subarray(at, at + 128)));

  expect(Math.abs(made.length - 48_000)).toBeLessThanOrEqual(1);
  // the line runs from the silence before: one sample of the source later
  const expected = Float32Array.from(made, (_, n) => Math.sin((n / 48_000 - 1 / rate) * 6000));
  const worst = Math.max(...made.slice(10).map((sample, n) => Math.abs(sample - (expected[n + 10] ?? 0))));
  expect(worst).toBeLessThan(0.03);
});

it("the same rate passes untouched", () => {
  const samples = tone(48_000, 128);
  expect(new Resampler(48_000, 48_000).push(samples)).toBe(samples);
});
