/**
 * Bytes to messages and back; the only importer of the codec.
 *
 * A frame's first byte is its kind. Kind 0 is a MessagePack array `[type, ...fields]`. The server is trusted to
 * send what `messages.ts` says, and bytes are not: whatever comes in, the outcome is a message or a `WireError`.
 */
import { Decoder, Encoder } from "@msgpack/msgpack";
import { type ClientMessage, KIND_MESSAGE, type ServerMessage } from "./messages";

/** The bytes are not a message of this protocol. */
export class WireError extends Error {}

/** Bytes of any frame that we take: a snapshot of 256 utterances of 4,000 characters fits; a bomb does not. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;
const TYPES: ReadonlySet<string> = new Set<ServerMessage[0]>([
  "welcome",
  "event",
  "resumed",
  "reset",
  "forum_reset",
  "forum_changed",
  "done",
  "refused",
  "hearers",
  "people",
  "roster",
  "placed",
  "here",
  "synced",
  "goodbye",
]);

const encoder = new Encoder();
const decoder = new Decoder({
  maxStrLength: 64 * 1024,
  maxArrayLength: 4096,
  maxMapLength: 1024,
  maxBinLength: 0,
  maxExtLength: 0,
});

/** Returns the kind byte of a frame, or -1 of an empty one. */
export function kindOf(frame: Uint8Array): number {
  return frame[0] ?? -1;
}

/** Returns the frame of a message to the server. */
export function encode(message: ClientMessage): Uint8Array<ArrayBuffer> {
  const packed = encoder.encodeSharedRef(message);
  const frame = new Uint8Array(packed.length + 1);
  frame[0] = KIND_MESSAGE;
  frame.set(packed, 1);
  return frame;
}

/**
 * Returns the message in a frame of kind 0, or null where its type is of a newer server.
 *
 * @throws WireError for bytes that are no message.
 */
export function decode(frame: Uint8Array): ServerMessage | null {
  if (frame.length > MAX_FRAME_BYTES) throw new WireError("frame too large");
  if (frame[0] !== KIND_MESSAGE) throw new WireError("not a message frame");
  const value = unpack(frame.subarray(1));
  if (!Array.isArray(value) || typeof value[0] !== "string") throw new WireError("not an array with a type");
  return TYPES.has(value[0]) ? (value as unknown as ServerMessage) : null;
}

function unpack(bytes: Uint8Array): unknown {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new WireError(error instanceof Error ? error.message : "undecodable");
  }
}
