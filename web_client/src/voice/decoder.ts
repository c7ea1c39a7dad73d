/** Opus as the voice uses it, whoever encodes and decodes. */

/** Turns pieces of 20 ms into packets. */
export interface VoiceEncoder {
  /** Takes samples whose number is `index`, in pieces of 20 ms since the start. */
  encode(samples: Float32Array<ArrayBuffer>, index: number): void;
  close(): void;
}

/** Turns packets into samples; each packet gives one piece, in order. */
export interface VoiceDecoder {
  decode(packet: Uint8Array): void;
  close(): void;
}
