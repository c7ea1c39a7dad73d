/**
 * Who attends a hall without walking there, in its frame: the real hall's people in their block, those of the light page
 * in free seats beside it, the speaker at the lectern, who waits in the lines. Nobody takes the place of somebody who
 * walked there. Pure.
 */
import { colourIndex, type LookInfo } from "../../square/looks";
import type { HallLayout, Spot } from "../../world/hall_layout";
import { CAMPS, type Camp } from "../../world/microphones";
import { type Seat, seatsOf, type Wing } from "../../world/seats";
import { lineFrame, placeInLine } from "../landmarks/hall_parts";
import { standInLook } from "./wardrobe";

/** Clothes that tell from afar: stoneware for the real hall, celadon for those who come by the page. */
const DRESS = {
  onsite: { top: colourIndex("top", "stone"), bottom: colourIndex("bottom", "straw") },
  page: { top: colourIndex("top", "sky"), bottom: colourIndex("bottom", "slate") },
} as const;
/** Somebody so near to a place holds it, metres. */
const HELD = 0.6;
/** Who stands so near to the lectern speaks there, metres. */
const AT_LECTERN = 1.6;
/** How far behind the lectern the speaker stands, metres. */
const BEHIND = 0.55;
/** Most who are drawn in one line: it has that many places. */
const MOST_IN_LINE = 5;

/** Somebody in the frame of the hall. */
export interface StandIn {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly turn: number;
  readonly look: LookInfo;
  readonly sits: boolean;
}

export interface Attendance {
  /** How many attend without an avatar in the hall, the speaker and who waits among them. */
  readonly counts: Readonly<Record<Wing, number>>;
  /** How the speaker attends; null where nobody speaks, or who speaks is there on foot. */
  readonly speaker: Wing | null;
  /** How those who wait attend, the next one first. */
  readonly waiting: Readonly<Record<Camp, readonly Wing[]>>;
  /** Where people with avatars are. */
  readonly walked: readonly Spot[];
  /** The seats that some of them sit on. */
  readonly taken: ReadonlySet<string>;
}

const dressed = (number: number, wing: Wing): LookInfo => ({ ...standInLook(number), ...DRESS[wing] });

export class Audience {
  readonly #hall: HallLayout;
  readonly seats: readonly Seat[];
  readonly #looks: readonly LookInfo[];

  constructor(hall: HallLayout) {
    this.#hall = hall;
    this.seats = seatsOf(hall);
    this.#looks = this.seats.map((seat, number) => dressed(number, seat.wing));
  }

  /** Returns who is where. More than there are places is not drawn. */
  of({ counts, speaker, waiting, walked, taken }: Attendance): readonly StandIn[] {
    const left = { ...counts };
    const out: StandIn[] = [];
    const take = (wing: Wing): boolean => {
      if (left[wing] <= 0) return false;
      left[wing] -= 1;
      return true;
    };
    if (speaker && !this.#near(this.#hall.lectern, AT_LECTERN, walked) && take(speaker))
      out.push(this.#speaker(speaker));
    for (const camp of CAMPS) out.push(...this.#line(camp, waiting[camp], walked, take));
    this.seats.forEach(({ x, y, z, turn, wing, key }, number) => {
      const look = this.#looks[number];
      if (look && !taken.has(key) && take(wing)) out.push({ x, y, z, turn, look, sits: true });
    });
    return out;
  }

  #near([x, z]: Spot, within: number, walked: readonly Spot[]): boolean {
    return walked.some((one) => Math.hypot(one[0] - x, one[1] - z) < within);
  }

  /** Behind the lectern, towards the seats. */
  #speaker(wing: Wing): StandIn {
    const { lectern, stage } = this.#hall;
    return { x: lectern[0], y: stage.high, z: lectern[1] - BEHIND, turn: 0, look: dressed(1, wing), sits: false };
  }

  /** Who walked to a line waits there already; the others fill the places that are left, the next one first. */
  #line(camp: Camp, wings: readonly Wing[], walked: readonly Spot[], take: (wing: Wing) => boolean): StandIn[] {
    const { at, turn, length } = lineFrame(this.#hall, camp);
    const places = Array.from({ length: MOST_IN_LINE }, (_, n): Spot => {
      const along = placeInLine(length, n);
      return [at[0] + Math.sin(turn) * along, at[1] + Math.cos(turn) * along];
    });
    const free = places.filter((place) => !this.#near(place, HELD, walked));
    const more = wings.slice(MOST_IN_LINE - free.length, MOST_IN_LINE);
    return more.flatMap((wing, n) => {
      const place = free[n];
      if (!place || !take(wing)) return [];
      const look = dressed(n * 2 + (camp === "pro" ? 3 : 4), wing);
      return [{ x: place[0], y: 0.12, z: place[1], turn: Math.PI + turn, look, sits: false }];
    });
  }
}
