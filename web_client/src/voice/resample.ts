/** Another rate of samples, by straight lines between them: enough for speech, and no sample is lost at the seams. */
export class Resampler {
  readonly #step: number;
  /** Where the next sample lies, in samples of the source behind `#last`. */
  #at = 0;
  #last = 0;

  constructor(from: number, to: number) {
    this.#step = from / to;
  }

  /** Returns what some samples of the source become; what lies between two calls is not forgotten. */
  push(samples: Float32Array): Float32Array {
    if (this.#step === 1) return samples;
    const made: number[] = [];
    while (this.#at < samples.length) {
      const index = Math.floor(this.#at);
      const before = index === 0 ? this.#last : (samples[index - 1] ?? 0);
      made.push(before + ((samples[index] ?? 0) - before) * (this.#at - index));
      this.#at += this.#step;
    }
    this.#at -= samples.length;
    this.#last = samples.at(-1) ?? this.#last;
    return Float32Array.from(made);
  }
}
