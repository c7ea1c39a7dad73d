/**
 * The fixed-size frames of the crowd, read in place: numbers go to a visitor, nothing is allocated per record.
 * Layouts: `rooms/base/frames.py`. Little endian.
 */
import { KIND_CROWD, KIND_DENSITY, KIND_MOVE } from "./messages";

export const MOVE_BYTES = 8;
const HEADER_BYTES = 4;
const RECORD_BYTES = 8;
const CELL_BYTES = 4;
const GAIT_MASK = 0b111;
const HAND = 0b1000;

export type VisitRecord = (slot: number, x: number, y: number, heading: number, state: number) => void;
export type VisitCell = (cell: number, count: number) => void;

/** Returns the gait of a state byte. */
export function gaitOf(state: number): number {
  return state & GAIT_MASK;
}

/** Tells whether a state byte shows a raised hand. */
export function handOf(state: number): boolean {
  return (state & HAND) !== 0;
}

/** Returns the presence of a state byte. */
export function presenceOf(state: number): number {
  return (state >> 4) & 0b11;
}

/** Returns the emote of a state byte. */
export function emoteOf(state: number): number {
  return (state >> 6) & 0b11;
}

/** Returns a state byte with another gait. */
export function withGait(state: number, gait: number): number {
  return (state & ~GAIT_MASK) | gait;
}

/** Returns a move frame; coordinates in units, heading in 256ths of a turn. */
export function encodeMove(seq: number, x: number, y: number, heading: number, gait: number): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(MOVE_BYTES);
  const view = new DataView(frame.buffer);
  view.setUint8(0, KIND_MOVE);
  view.setUint8(1, seq & 0xff);
  view.setUint16(2, x, true);
  view.setUint16(4, y, true);
  view.setUint8(6, heading);
  view.setUint8(7, gait);
  return frame;
}

/**
 * Visits the records of a crowd frame in units; returns its tick, or -1 where the bytes are no crowd frame.
 * A torn record at the end is left out.
 */
export function readCrowd(frame: Uint8Array, visit: VisitRecord): number {
  if (frame.length < HEADER_BYTES || frame[0] !== KIND_CROWD) return -1;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const last = frame.length - RECORD_BYTES;
  for (let at = HEADER_BYTES; at <= last; at += RECORD_BYTES) {
    visit(
      view.getUint16(at, true),
      view.getUint16(at + 2, true),
      view.getUint16(at + 4, true),
      view.getUint8(at + 6),
      view.getUint8(at + 7),
    );
  }
  return view.getUint16(2, true);
}

/** Visits the cells of a density frame; returns the metres of a cell's side, or -1 where the bytes are none. */
export function readDensity(frame: Uint8Array, visit: VisitCell): number {
  if (frame.length < HEADER_BYTES || frame[0] !== KIND_DENSITY || frame[1] === 0) return -1;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const last = frame.length - CELL_BYTES;
  for (let at = HEADER_BYTES; at <= last; at += CELL_BYTES) {
    visit(view.getUint16(at, true), view.getUint16(at + 2, true));
  }
  return view.getUint8(1);
}
