/**
 * Moving a place of the queue, by drag or by keys: grab, move, drop. Pure; the server decides what comes of it.
 *
 * Only normal requests of who is there move: questions, interventions and points of order go first by rule, and who
 * was passed over comes back by themselves.
 */
import type { QueueRowView } from "../../../protocol/messages";

/** A row that is held; `from` and `at` count from 0 among the rows that move. */
export interface Grab {
  readonly entry: string;
  readonly from: number;
  readonly at: number;
}

/** Whether a row can be moved. */
export const moves = (row: QueueRowView): boolean => row.kind === "normal" && !row.place.away;

/** Takes hold of a row; `null` if it does not move or is gone. */
export function grab(rows: readonly QueueRowView[], entry: string): Grab | null {
  const from = rows.filter(moves).findIndex((row) => row.entry === entry);
  return from < 0 ? null : { entry, from, at: from };
}

/** Carries the row to a place, kept within the list. */
export function carry(held: Grab, to: number, rows: readonly QueueRowView[]): Grab {
  const last = rows.filter(moves).length - 1;
  return { ...held, at: Math.max(0, Math.min(last, to)) };
}

const STEPS: Readonly<Record<string, (held: Grab, last: number) => number>> = {
  ArrowUp: (held) => held.at - 1,
  ArrowDown: (held) => held.at + 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** Where a key carries the row; `null` for a key that means nothing here. */
export function carryByKey(held: Grab, key: string, rows: readonly QueueRowView[]): Grab | null {
  const to = STEPS[key]?.(held, rows.length);
  return to === undefined ? null : carry(held, to, rows);
}

/** The rows as they would stand if it were dropped now; as they are while nothing is held, or what is held is gone. */
export function shown(rows: readonly QueueRowView[], held: Grab | null): readonly QueueRowView[] {
  const row = held && rows.find((one) => one.entry === held.entry && moves(one));
  if (!held || !row) return rows;
  const others = rows.filter((one) => one !== row && moves(one));
  const moved = [...others.slice(0, held.at), row, ...others.slice(held.at)];
  return rows.map((one) => (moves(one) ? (moved.shift() ?? one) : one));
}

/** The place from 1 that the order names, or `null` where nothing would change. */
export function dropped(held: Grab): number | null {
  return held.at === held.from ? null : held.at + 1;
}
