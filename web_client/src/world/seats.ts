/** The rows of a hall: every seat, the seat next to somebody, and how high one stands. In the frame of the hall. Pure. */
import type { HallLayout, Spot, Stand } from "./hall_layout";

/** Metres between neighbours of a row; the server counts seats by the same (agora_server/worldbuild/halls.py). */
const APART = 0.8;
/** How far behind the front edge of its row one sits, metres. */
const EDGE = 0.12;
/** Who sits down so near before the front row means a seat of it, metres. */
const BEFORE = 1;

/** The real hall's people sit in its block, those of the page beside it. */
export type Wing = "onsite" | "page";

export interface Seat {
  readonly x: number;
  readonly z: number;
  /** Height of the feet over the floor. */
  readonly y: number;
  readonly turn: number;
  readonly wing: Wing;
  /** The row, counted from the front. */
  readonly row: number;
  /** How far from the middle of its row, as a share. */
  readonly share: number;
  readonly key: string;
}

const halfOf = (stand: Stand, row: number): number => stand.half + row * stand.flare;

/** Returns the turn and the point of a row, so many metres to the right of its middle and behind its front edge. */
export function onRow(stand: Stand, row: number, along: number, behind = 0): { x: number; z: number; turn: number } {
  const back = row * stand.deep + behind;
  const radius = stand.bend + back;
  const angle = stand.bend > 0 ? along / (stand.bend + row * stand.deep) : 0;
  const right = stand.bend > 0 ? radius * Math.sin(angle) : along;
  const away = stand.bend > 0 ? radius * Math.cos(angle) - stand.bend : back;
  const [s, c] = [Math.sin(stand.turn), Math.cos(stand.turn)];
  return {
    x: stand.at[0] + right * c + away * s,
    z: stand.at[1] - right * s + away * c,
    turn: Math.PI + stand.turn + angle,
  };
}

/** How far behind the front row a point lies, its share along the row there, and how far that is at another row. */
interface OnStand {
  readonly back: number;
  readonly share: number;
  alongAt(row: number): number;
}

function rowsAt(stand: Stand, [x, z]: Spot): OnStand | null {
  const { bend, deep } = stand;
  const [s, c] = [Math.sin(stand.turn), Math.cos(stand.turn)];
  const [dx, dz] = [x - stand.at[0], z - stand.at[1]];
  const [right, away] = [dx * c - dz * s, dx * s + dz * c];
  const back = bend > 0 ? Math.hypot(right, away + bend) - bend : away;
  if (back < -BEFORE || back >= stand.rows * deep) return null;
  const angle = Math.atan2(right, away + bend);
  const alongAt = (row: number): number => (bend > 0 ? angle * (bend + row * deep) : right);
  const row = Math.max(0, back) / deep;
  const share = alongAt(row) / halfOf(stand, row);
  return Math.abs(share) <= 1 ? { back, share, alongAt } : null;
}

/** Returns every seat; those in front first, and of a row those next to its middle or the middle of its block. */
export function seatsOf(hall: HallLayout): readonly Seat[] {
  const seats = hall.stands.flatMap((stand, number) =>
    Array.from({ length: stand.rows }, (_, row) => seatsOfRow(stand, number, row)).flat(),
  );
  return seats.sort((a, b) => a.row - b.row || a.share - b.share);
}

function seatsOfRow(stand: Stand, number: number, row: number): readonly Seat[] {
  const half = halfOf(stand, row);
  const most = Math.floor((half - APART / 2) / APART);
  const free = Array.from({ length: 2 * most + 1 }, (_, n) => (n - most) * APART).filter((along) =>
    stand.aisles.every((share) => Math.abs(along - share * half) >= stand.aisle),
  );
  return free.map((along) => {
    const wing = wingOf(stand, along / half);
    const middle = wing === "onsite" && stand.onsite ? (stand.onsite[0] + stand.onsite[1]) / 2 : 0;
    return {
      ...onRow(stand, row, along, EDGE),
      y: row * stand.rise,
      wing,
      row,
      share: Math.abs(along / half - middle),
      key: keyOf(number, row, along),
    };
  });
}

function wingOf({ onsite }: Stand, share: number): Wing {
  return onsite && share > onsite[0] && share < onsite[1] ? "onsite" : "page";
}

const keyOf = (stand: number, row: number, along: number): string => `${stand} ${row} ${Math.round(along / APART)}`;

/** Returns where somebody who sits down at a point sits: on the nearest front edge; null off the rows. */
export function seatNear(hall: HallLayout, at: Spot): { x: number; z: number; y: number; key: string } | null {
  for (const [number, stand] of hall.stands.entries()) {
    const found = rowsAt(stand, at);
    if (!found) continue;
    const row = Math.min(stand.rows - 1, Math.max(0, Math.round(found.back / stand.deep)));
    const along = found.alongAt(row);
    const { x, z } = onRow(stand, row, along, EDGE);
    return { x, z, y: row * stand.rise, key: keyOf(number, row, along) };
  }
  return null;
}

/** Metres of the step around a stage; it is half as high. */
export const STEP = 0.8;

/** Returns how high over the floor of a hall one stands on its stage or its rows; null on the floor itself. */
export function heightIn(hall: HallLayout, [x, z]: Spot): number | null {
  const { at, half, round, high } = hall.stage;
  const beyond = round
    ? Math.hypot(x - at[0], z - at[1]) - half[0]
    : Math.max(Math.abs(x - at[0]) - half[0], Math.abs(z - at[1]) - half[1]);
  if (beyond < STEP) return beyond < 0 ? high : high / 2;
  for (const stand of hall.stands) {
    const found = rowsAt(stand, [x, z]);
    if (found && found.back >= 0)
      return (Math.min(stand.rows - 1, Math.floor(found.back / stand.deep)) + 1) * stand.rise;
  }
  return null;
}
