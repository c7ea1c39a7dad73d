/**
 * Speaking: the microphone in, frames for the server out, while the floor is open and the key is held.
 *
 *     microphone -> encoder -> two packets a frame -> send
 */
import { canEncode, createEncoder } from "./codec";
import type { VoiceEncoder } from "./decoder";
import { encodeVoice, MAX_PACKET_BYTES, PACKET_MS } from "./frames";
import { MicError, type MicPlace, type Microphone, openMicrophone } from "./microphone";
import { loudness } from "./sound";

/** Packets a frame: 40 ms wait at the speaker, and 25 frames a second are well within what a line may send. */
const PACKETS_A_FRAME = 2;

export interface MouthParts {
  readonly place: MicPlace;
  readonly now: () => number;
  /** Sends a frame; false when the line cannot take it now: it is left out. */
  readonly send: (frame: Uint8Array<ArrayBuffer>) => boolean;
  /** How loud the microphone is, each 20 ms. */
  readonly level: (level: number) => void;
  readonly lost: () => void;
}

/**
 * Opens the mouth, shut at first.
 *
 * @throws MicError
 */
export async function openMouth(parts: MouthParts): Promise<Mouth> {
  if (!(await canEncode())) throw new MicError("unable");
  const mouth = new Mouth(parts);
  await mouth.open();
  return mouth;
}

export class Mouth {
  /** Whether what is heard is sent. */
  sending = false;
  readonly #parts: MouthParts;
  #microphone: Microphone | null = null;
  #encoder: VoiceEncoder | null = null;
  #waiting: Uint8Array[] = [];
  #first = 0;
  #stamp = 0;
  /** Number of the first piece: a microphone that is opened again goes on behind where it ended. */
  readonly #base: number;

  constructor(parts: MouthParts) {
    this.#parts = parts;
    this.#base = Math.round(parts.now() / PACKET_MS);
  }

  async open(): Promise<void> {
    this.#encoder = createEncoder(
      (packet, index) => this.#packed(packet, index),
      () => this.#lost(),
    );
    try {
      this.#microphone = await openMicrophone(
        this.#parts.place,
        (samples, index) => this.#heard(samples, index),
        () => this.#lost(),
      );
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Lets go of the microphone: the browser's sign of it goes out. */
  close(): void {
    this.sending = false;
    this.#microphone?.close();
    this.#encoder?.close();
    this.#microphone = this.#encoder = null;
    this.#waiting = [];
  }

  #heard(samples: Float32Array<ArrayBuffer>, index: number): void {
    this.#parts.level(loudness(samples));
    if (this.sending) this.#encoder?.encode(samples, index);
  }

  #packed(packet: Uint8Array, index: number): void {
    if (packet.length === 0 || packet.length > MAX_PACKET_BYTES) return;
    if (index !== this.#first + this.#waiting.length) this.#flush();
    if (this.#waiting.length === 0) {
      this.#first = index;
      this.#stamp = Math.round(this.#parts.now());
    }
    this.#waiting.push(packet);
    if (this.#waiting.length >= PACKETS_A_FRAME) this.#flush();
  }

  #flush(): void {
    if (this.#waiting.length > 0) this.#parts.send(encodeVoice(this.#base + this.#first, this.#stamp, this.#waiting));
    this.#waiting = [];
  }

  #lost(): void {
    if (this.#microphone === null) return;
    this.close();
    this.#parts.lost();
  }
}
