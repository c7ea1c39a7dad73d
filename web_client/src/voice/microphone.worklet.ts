/** In the thread of sound: gathers what the microphone hears into pieces of 20 ms at 48 kHz and hands them out. */
import { Resampler } from "./resample";

const PIECE = 960;

class Microphone extends AudioWorkletProcessor {
  #piece = new Float32Array(PIECE);
  #filled = 0;
  readonly #resampler = new Resampler(sampleRate, 48_000);

  process(inputs: Float32Array[][]): boolean {
    const input = inputs[0]?.[0];
    if (input === undefined) return true;
    const heard = this.#resampler.push(input);
    for (let at = 0; at < heard.length; ) {
      const part = heard.subarray(at, at + PIECE - this.#filled);
      this.#piece.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === PIECE) this.#hand();
    }
    return true;
  }

  #hand(): void {
    this.port.postMessage(this.#piece, [this.#piece.buffer]);
    this.#piece = new Float32Array(PIECE);
    this.#filled = 0;
  }
}

registerProcessor("microphone", Microphone);
