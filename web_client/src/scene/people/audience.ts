/**
 * Who attends without walking the square, as seats of the theatre: the real hall's people in a marked block before the
 * stage, those of the light page in free seats of both wings. Nobody takes a seat that somebody sits on. Pure.
 */
import type { LookInfo } from "../../square/square";
import { BLOCK_ANGLE, onAisle, SEAT_ANGLE, TIERS } from "../landmarks/theatre";
import { standInLook } from "./wardrobe";

/** Clothes that tell from afar: stoneware for the real hall, celadon for those who come by the page. */
const DRESS = { onsite: { top: 13, bottom: 5 }, page: { top: 7, bottom: 2 } } as const;
/** Metres between neighbours, and from a step of an aisle. */
const APART = 0.8;

export type Wing = keyof typeof DRESS;

/** A seat of the theatre in its own frame, taken by somebody. */
export interface Seated {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly turn: number;
  readonly look: LookInfo;
}

interface Seat extends Seated {
  readonly key: string;
  readonly wing: Wing;
}

/** Returns the name of the seat next to a point of the theatre. */
export function seatKey(x: number, z: number): string {
  const tier = Math.round((Math.hypot(x, z) - TIERS.first) / TIERS.deep);
  return keyOf(tier, Math.atan2(x, z));
}

const radiusOf = (tier: number) => TIERS.first + tier * TIERS.deep + 0.12;
const keyOf = (tier: number, angle: number) => `${tier} ${Math.round((angle * radiusOf(tier)) / APART)}`;

/** All seats, those of a wing in the order in which they fill: the front rows first, from the middle outwards. */
const SEATS: readonly Seat[] = Array.from({ length: TIERS.count }, (_, tier) => rowOf(tier)).flat();

function rowOf(tier: number): readonly Seat[] {
  const r = radiusOf(tier);
  const most = Math.floor(((SEAT_ANGLE - 0.05) * r) / APART);
  const row = Array.from({ length: 2 * most + 1 }, (_, n) => ((n % 2 ? 1 : -1) * Math.ceil(n / 2) * APART) / r);
  return row.filter((angle) => !onAisle(angle, r)).map((angle, n) => seatAt(tier, r, angle, tier * 1_000 + n));
}

function seatAt(tier: number, r: number, angle: number, number: number): Seat {
  const wing = Math.abs(angle) < BLOCK_ANGLE ? "onsite" : "page";
  return {
    x: Math.sin(angle) * r,
    y: tier * TIERS.high,
    z: Math.cos(angle) * r,
    turn: Math.PI + angle,
    look: { ...standInLook(number), ...DRESS[wing] },
    key: keyOf(tier, angle),
    wing,
  };
}

/** Returns who sits where; `taken` are the seats of people who walked there. More than there are seats is not drawn. */
export function audience(counts: Readonly<Record<Wing, number>>, taken: ReadonlySet<string>): readonly Seated[] {
  const left = { ...counts };
  return SEATS.filter((seat) => {
    if (left[seat.wing] <= 0 || taken.has(seat.key)) return false;
    left[seat.wing] -= 1;
    return true;
  });
}
