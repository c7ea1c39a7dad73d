/**
 * In the thread of sound: plays pieces in their order, and asks for the next ones as its store runs low.
 *
 * It is the clock of listening: each `need` is answered by one piece or by null (20 ms of silence). Sound that
 * begins or ends anywhere is faded over a few samples, so that nothing clicks.
 */
export {};

const PIECE = 960;
/** Samples asked for ahead: 40 ms, what a busy page may be late. */
const AHEAD = 2 * PIECE;
const FADE = 1 / 96;

class Loudspeaker extends AudioWorkletProcessor {
  #pieces: (Float32Array | null)[] = [];
  #at = 0;
  #stored = 0;
  #asked = 0;
  #gain = 0;
  #last = 0;

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<Float32Array | null>) => {
      this.#asked -= 1;
      this.#pieces.push(event.data);
      this.#stored += event.data?.length ?? PIECE;
    };
  }

  process(_: Float32Array[][], outputs: Float32Array[][]): boolean {
    const out = outputs[0]?.[0];
    if (out === undefined) return true;
    for (let i = 0; i < out.length; i++) out[i] = this.#sample();
    while (this.#stored + this.#asked * PIECE < AHEAD) {
      this.#asked += 1;
      this.port.postMessage(null);
    }
    return true;
  }

  #sample(): number {
    const piece = this.#pieces[0];
    const sound = piece?.[this.#at];
    this.#gain = sound === undefined ? Math.max(0, this.#gain - FADE) : Math.min(1, this.#gain + FADE);
    if (sound !== undefined) this.#last = sound;
    if (piece !== undefined) this.#step(piece?.length ?? PIECE);
    return this.#last * this.#gain;
  }

  #step(length: number): void {
    this.#at += 1;
    this.#stored -= 1;
    if (this.#at < length) return;
    this.#pieces.shift();
    this.#at = 0;
  }
}

registerProcessor("loudspeaker", Loudspeaker);
