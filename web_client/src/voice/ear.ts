/**
 * Listening: frames of the server in, sound out. One voice at a time; another turn starts afresh.
 *
 *     frame -> jitter buffer -> decoder -> loudspeaker (its thread asks for the next piece) -> volume
 */
import { createDecoder } from "./codec";
import type { VoiceDecoder } from "./decoder";
import { type Heard, readVoice } from "./frames";
import { JitterBuffer } from "./jitter";
import loudspeakerUrl from "./loudspeaker.worklet.ts?worker&url";
import { conceal, loudness } from "./sound";

export interface EarParts {
  readonly context: AudioContext;
  readonly now: () => number;
  /** Told of every piece that is played: how loud it is, and for how many milliseconds no voice has arrived. */
  readonly played: (level: number, silentMs: number) => void;
  /** No decoder can be made any more: nothing will be heard. */
  readonly failed: () => void;
}

/** Opens an ear; `close` lets go of everything but the context. */
export async function openEar(parts: EarParts): Promise<Ear> {
  await parts.context.audioWorklet.addModule(loudspeakerUrl);
  const ear = new Ear(parts);
  await ear.renew();
  return ear;
}

export class Ear {
  readonly #parts: EarParts;
  readonly #node: AudioWorkletNode;
  readonly #volume: GainNode;
  readonly #buffer = new JitterBuffer();
  /** What is owed to the loudspeaker, in order: a piece that is being decoded, or one in its place. */
  #owed: ("decoding" | "gap" | "quiet")[] = [];
  #decoder: VoiceDecoder | null = null;
  #turn = -1;
  #heardAt = Number.NEGATIVE_INFINITY;
  #last: Float32Array | null = null;
  #missing = 0;
  #closed = false;

  constructor(parts: EarParts) {
    this.#parts = parts;
    this.#node = new AudioWorkletNode(parts.context, "loudspeaker", { numberOfInputs: 0, outputChannelCount: [1] });
    this.#volume = new GainNode(parts.context);
    this.#node.connect(this.#volume).connect(parts.context.destination);
    this.#node.port.onmessage = () => this.#need();
  }

  get counts(): JitterBuffer["counts"] {
    return this.#buffer.counts;
  }

  /** Milliseconds that the buffer holds a voice back. */
  get delay(): number {
    return this.#buffer.target;
  }

  /** Sets how loud, 0 to 1. */
  set volume(value: number) {
    this.#volume.gain.setTargetAtTime(value, this.#parts.context.currentTime, 0.02);
  }

  /** Takes a frame of the server. */
  take(frame: Uint8Array): void {
    const heard = readVoice(frame);
    if (heard === null || this.#closed) return;
    if (heard.turn !== this.#turn) this.#begin(heard);
    this.#heardAt = this.#parts.now();
    this.#buffer.push(heard.seq, heard.packets, this.#heardAt);
  }

  /** Makes a decoder anew: at the start, and after one broke. */
  async renew(): Promise<void> {
    this.#decoder?.close();
    this.#decoder = null;
    const made = await createDecoder(
      (samples) => this.#decoded(samples),
      () => this.#broken(),
    );
    if (this.#closed) made.close();
    else this.#decoder = made;
  }

  close(): void {
    this.#closed = true;
    this.#node.port.onmessage = null;
    this.#node.disconnect();
    this.#volume.disconnect();
    this.#decoder?.close();
  }

  #begin(heard: Heard): void {
    this.#turn = heard.turn;
    this.#buffer.reset();
  }

  /** The loudspeaker wants a piece. */
  #need(): void {
    const pulled = this.#buffer.pull(this.#parts.now());
    if (typeof pulled === "string" || this.#decoder === null) {
      this.#owed.push(pulled === "gap" ? "gap" : "quiet");
      this.#settle();
      return;
    }
    this.#owed.push("decoding");
    this.#decoder.decode(pulled);
  }

  #decoded(samples: Float32Array): void {
    if (this.#owed[0] !== "decoding") return;
    if (samples.length === 0)
      this.#owed[0] = "gap"; // a packet that could not be read
    else this.#hear(samples);
    this.#settle();
  }

  #hear(samples: Float32Array): void {
    this.#owed.shift();
    this.#missing = 0;
    this.#last = samples;
    this.#play(samples);
  }

  /** Gives what stands before the next piece that is being decoded. */
  #settle(): void {
    while (this.#owed.length > 0 && this.#owed[0] !== "decoding") {
      const instead = this.#owed.shift() === "gap" ? conceal(this.#last, this.#missing) : null;
      this.#missing += 1;
      this.#play(instead);
    }
  }

  #play(samples: Float32Array | null): void {
    this.#parts.played(samples === null ? 0 : loudness(samples), this.#parts.now() - this.#heardAt);
    this.#node.port.postMessage(samples);
  }

  /** A packet that cannot be read costs its sound, not the listening. */
  #broken(): void {
    this.#owed = this.#owed.map((one) => (one === "decoding" ? "gap" : one));
    this.#settle();
    this.renew().catch(() => this.#parts.failed());
  }
}
