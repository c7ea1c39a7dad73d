/** Small sums over samples: how loud, and what to play in place of a piece that is missing. */

export const RATE = 48_000;
export const PIECE = 960;
/** Pieces that are replaced by the fading last one; then there is silence. */
const CONCEALED = 5;
const FADE_TO = 0.5;
/** Decibels below full scale that count as silence: the noise of a quiet room. */
const FLOOR_DB = -60;

/** Returns how loud samples are, from 0 (a quiet room) to 1 (full scale), as ears judge: by decibels. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const db = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.min(1, Math.max(0, 1 - db / FLOOR_DB));
}

/** Returns what to play for the `run`-th missing piece (from 0) after `last`: the same sound fading, then silence. */
export function conceal(last: Float32Array | null, run: number): Float32Array | null {
  if (last === null || run >= CONCEALED) return null;
  const from = FADE_TO ** run;
  return last.map((sample, at) => sample * from * (1 - ((1 - FADE_TO) * at) / last.length));
}
