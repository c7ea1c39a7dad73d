/**
 * Frames of the voice, up and down. Layout: `rooms/wire/voice.py`. Little endian.
 */
import { KIND_VOICE } from "../protocol/messages";

/** Milliseconds of sound in a packet. */
export const PACKET_MS = 20;
/** Packets that a frame may carry up. */
export const MAX_PACKETS = 5;
/** Bytes of a packet that the server takes. */
export const MAX_PACKET_BYTES = 200;
const UP_BYTES = 8;
const DOWN_BYTES = 10;

/** A frame of a speaker as all hear it. */
export interface Heard {
  /** Changes with every line that begins to speak: numbers and decoder start afresh. */
  readonly turn: number;
  /** Number of the first packet, modulo 2^16. */
  readonly seq: number;
  /** When the server took it, milliseconds modulo 2^32. */
  readonly at: number;
  readonly packets: readonly Uint8Array[];
}

/** Returns the frame that carries packets to the server; `stamp` is when the first was captured, milliseconds. */
export function encodeVoice(seq: number, stamp: number, packets: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(packets.reduce((size, packet) => size + 1 + packet.length, UP_BYTES));
  const view = new DataView(frame.buffer);
  view.setUint8(0, KIND_VOICE);
  view.setUint8(1, packets.length);
  view.setUint16(2, seq & 0xffff, true);
  view.setUint32(4, stamp >>> 0, true);
  let at = UP_BYTES;
  for (const packet of packets) {
    frame[at] = packet.length;
    frame.set(packet, at + 1);
    at += 1 + packet.length;
  }
  return frame;
}

/** Returns what a frame of the server says, or null for bytes that are no such frame. */
export function readVoice(frame: Uint8Array): Heard | null {
  if (frame.length <= DOWN_BYTES || frame[0] !== KIND_VOICE) return null;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const packets: Uint8Array[] = [];
  let at = DOWN_BYTES;
  for (let left = view.getUint8(1); left > 0; left--) {
    const size = frame[at] ?? 0;
    if (size === 0 || at + 1 + size > frame.length) return null;
    packets.push(frame.subarray(at + 1, at + 1 + size));
    at += 1 + size;
  }
  if (at !== frame.length) return null;
  return { turn: view.getUint16(2, true), seq: view.getUint16(4, true), at: view.getUint32(6, true), packets };
}
