/**
 * The microphone check before one's turn: two seconds are recorded, played back and judged. Nothing leaves the tab.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { MicTrouble } from "./microphone";
import { MicError, type Microphone, openMicrophone } from "./microphone";
import { loudness, PIECE, RATE } from "./sound";

export type Verdict = "good" | "quiet" | "loud";
export type TrialState =
  | { readonly kind: "off" | "asking" | "recording" | "playing" }
  | { readonly kind: "done"; readonly verdict: Verdict }
  | { readonly kind: "failed"; readonly why: MicTrouble };

/** Pieces recorded: two seconds. */
const PIECES = 100;
/** The loudest tenth of a second below this was hardly speech: 42 dB below full scale. */
const QUIET = 0.3;
/** Samples at the very top, in a thousand: more sounds torn. */
const TORN_PER_MILLE = 2;
const TOP = 0.99;

export interface TrialParts {
  readonly open: typeof openMicrophone;
  /** Plays pieces to their end. */
  readonly play: (pieces: readonly Float32Array<ArrayBuffer>[]) => Promise<void>;
}

/** One microphone check; it can be run again. */
export class Trial {
  readonly state: ReadonlySignal<TrialState>;
  /** How loud the microphone is, 0 to 1, while it records. */
  readonly level: ReadonlySignal<number>;
  readonly #state = signal<TrialState>({ kind: "off" });
  readonly #level = signal(0);
  readonly #parts: TrialParts;

  constructor(parts: TrialParts = { open: openMicrophone, play }) {
    this.#parts = parts;
    this.state = this.#state;
    this.level = this.#level;
  }

  /** Asks for the microphone, records, plays back; call it in a tap. */
  async run(): Promise<void> {
    if (["asking", "recording", "playing"].includes(this.#state.value.kind)) return;
    this.#state.value = { kind: "asking" };
    try {
      const pieces = await this.#record();
      this.#state.value = { kind: "playing" };
      await this.#parts.play(pieces);
      this.#state.value = { kind: "done", verdict: judge(pieces) };
    } catch (error) {
      this.#state.value = { kind: "failed", why: error instanceof MicError ? error.why : "unable" };
    }
    this.#level.value = 0;
  }

  async #record(): Promise<Float32Array<ArrayBuffer>[]> {
    const pieces: Float32Array<ArrayBuffer>[] = [];
    let microphone: Microphone | null = null;
    try {
      await new Promise<void>((done, failed) => {
        const heard = (samples: Float32Array<ArrayBuffer>) => {
          pieces.push(samples);
          if (pieces.length % 5 === 0) this.#level.value = loudness(samples);
          if (pieces.length >= PIECES) done();
        };
        this.#parts
          .open("person", heard, () => failed(new MicError("lost")))
          .then((opened) => {
            microphone = opened;
            this.#state.value = { kind: "recording" };
          }, failed);
      });
    } finally {
      (microphone as Microphone | null)?.close();
    }
    return pieces.slice(0, PIECES);
  }
}

/** Returns what two seconds of somebody speaking say of the microphone. */
export function judge(pieces: readonly Float32Array[]): Verdict {
  let torn = 0;
  for (const piece of pieces) for (const sample of piece) if (Math.abs(sample) > TOP) torn += 1;
  if (torn * 1_000 > TORN_PER_MILLE * pieces.length * PIECE) return "loud";
  const levels = pieces.map(loudness).sort((a, b) => b - a);
  return (levels[Math.floor(levels.length / 20)] ?? 0) < QUIET ? "quiet" : "good";
}

async function play(pieces: readonly Float32Array<ArrayBuffer>[]): Promise<void> {
  const context = new AudioContext({ sampleRate: RATE });
  await context.resume();
  const buffer = context.createBuffer(1, Math.max(1, pieces.length * PIECE), RATE);
  pieces.forEach((piece, at) => {
    buffer.copyToChannel(piece, 0, at * PIECE);
  });
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  await new Promise((ended) => {
    source.onended = ended;
    source.start();
  });
  await context.close();
}
