/**
 * Opus in both directions by WebCodecs; where a browser has no decoder, by WebAssembly, loaded when it is needed.
 *
 * There is no encoder but the browser's own: the well-kept packages decode only, so a browser without one listens,
 * and its people say with typed words what they have to say.
 */
import type { VoiceDecoder, VoiceEncoder } from "./decoder";
import { PACKET_MS } from "./frames";
import { RATE } from "./sound";

const BITS_A_SECOND = 24_000;
/** Pieces that may wait for the encoder: a machine that cannot keep up says less, not later. */
const MOST_QUEUED = 10;
const MICROSECONDS = PACKET_MS * 1_000;

const ENCODING = {
  codec: "opus",
  sampleRate: RATE,
  numberOfChannels: 1,
  bitrate: BITS_A_SECOND,
  bitrateMode: "constant",
  opus: { frameDuration: MICROSECONDS, application: "voip", signal: "voice" },
} as const;
const DECODING = { codec: "opus", sampleRate: RATE, numberOfChannels: 1 } as const;

/** Tells whether this browser can speak: it has an encoder for Opus. */
export async function canEncode(): Promise<boolean> {
  if (typeof AudioEncoder === "undefined") return false;
  const support = await AudioEncoder.isConfigSupported(ENCODING).catch(() => null);
  return support?.supported === true;
}

/** Returns an encoder; `failed` is called once if it breaks. */
export function createEncoder(take: (packet: Uint8Array, index: number) => void, failed: () => void): VoiceEncoder {
  const encoder = new AudioEncoder({
    output: (chunk) => {
      const packet = new Uint8Array(chunk.byteLength);
      chunk.copyTo(packet);
      take(packet, Math.round(chunk.timestamp / MICROSECONDS));
    },
    error: failed,
  });
  encoder.configure(ENCODING);
  return {
    encode(data, index) {
      if (encoder.state !== "configured" || encoder.encodeQueueSize > MOST_QUEUED) return;
      const timestamp = index * MICROSECONDS;
      const shape = { format: "f32-planar", sampleRate: RATE, numberOfChannels: 1 } as const;
      const piece = new AudioData({ ...shape, numberOfFrames: data.length, timestamp, data });
      encoder.encode(piece);
      piece.close();
    },
    close() {
      if (encoder.state !== "closed") encoder.close();
    },
  };
}

/** Returns a decoder; `failed` is called once if it breaks, and no more pieces come. */
export async function createDecoder(take: (samples: Float32Array) => void, failed: () => void): Promise<VoiceDecoder> {
  if (await canDecode()) return nativeDecoder(take, failed);
  return (await import("./wasm_decoder")).wasmDecoder(take);
}

async function canDecode(): Promise<boolean> {
  if (typeof AudioDecoder === "undefined") return false;
  const support = await AudioDecoder.isConfigSupported(DECODING).catch(() => null);
  return support?.supported === true;
}

function nativeDecoder(take: (samples: Float32Array) => void, failed: () => void): VoiceDecoder {
  let number = 0;
  const decoder = new AudioDecoder({
    output: (sound) => {
      const samples = new Float32Array(sound.numberOfFrames);
      sound.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
      sound.close();
      take(samples);
    },
    error: failed,
  });
  decoder.configure(DECODING);
  return {
    decode(packet) {
      if (decoder.state !== "configured") return;
      decoder.decode(new EncodedAudioChunk({ type: "key", timestamp: number * MICROSECONDS, data: packet }));
      number += 1;
    },
    close() {
      if (decoder.state !== "closed") decoder.close();
    },
  };
}
