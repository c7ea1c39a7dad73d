/** What every hall has, drawn from its layout: rows of seats, the stage, the lectern, the two microphone lines. */
import type { HallLayout, Spot, Stand } from "../../world/hall_layout";
import { CAMPS, type Camp } from "../../world/microphones";
import { onRow, STEP, type Wing } from "../../world/seats";
import { type Builder, frame, unitBeam } from "../kit/builder";
import { mix, type Tint } from "../kit/palette";

/** Height of a bench over the feet of who sits on it, metres. */
const BENCH = 0.44;
/** Places painted on a line. */
const PLACES = 5;
/** Signs beside the microphones, where the marks for and against are painted: to the right of the line, metres. */
export const SIGN = { side: 0.75, back: 0.05, y: 1.35, size: 0.62 } as const;

export interface RowColours {
  readonly rows: readonly [Tint, Tint];
  readonly edge: Tint;
  readonly bench: Tint;
  readonly steps: Tint;
}

/** The benches that mirror the real hall: grey, as its mark on every face. */
const HALL_BENCH = mix("stoneware", "tile", 0.12);

/** Returns where a line begins, at its microphone, how it turns, and how long it is; it runs along +z of its frame. */
export function lineFrame(hall: HallLayout, camp: Camp): { at: Spot; turn: number; length: number } {
  const [[ax, az], [bx, bz]] = hall[camp];
  return { at: [ax, az], turn: Math.atan2(bx - ax, bz - az), length: Math.hypot(bx - ax, bz - az) };
}

/** Returns how far from the microphone the n-th place of a line lies, metres. */
export function placeInLine(length: number, n: number): number {
  return 1.05 + (n * (length - 1.4)) / (PLACES - 1);
}

/** Adds the stage with its lectern and table, the lines and all rows; y = 0 is the floor of the hall. */
export function addHallParts(into: Builder, hall: HallLayout, colours: RowColours): void {
  for (const stand of hall.stands) addStand(into, stand, colours);
  addStage(into, hall, colours.steps);
  for (const camp of CAMPS) addLine(into, hall, camp);
}

// ---- rows

interface Band {
  readonly from: number;
  readonly to: number;
  readonly wing: Wing;
}

/** Cuts a row at its aisles and at the bounds of the real hall's block; metres to the right of its middle. */
function bandsOf(stand: Stand, half: number): readonly Band[] {
  const cuts = [-half, half];
  for (const share of stand.aisles) cuts.push(share * half - stand.aisle * 0.7, share * half + stand.aisle * 0.7);
  for (const share of stand.onsite ?? []) cuts.push(Math.max(-half, Math.min(half, share * half)));
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).flatMap((to, i): Band[] => {
    const from = cuts[i] as number;
    const share = (from + to) / 2 / half;
    const aisle = stand.aisles.some((one) => Math.abs(one - share) * half < stand.aisle * 0.7);
    if (to - from < 0.3 || aisle) return [];
    const onsite = stand.onsite !== null && share > stand.onsite[0] && share < stand.onsite[1];
    return [{ from, to, wing: onsite ? "onsite" : "page" }];
  });
}

function addStand(into: Builder, stand: Stand, colours: RowColours): void {
  for (let row = 0; row < stand.rows; row++) {
    const half = stand.half + row * stand.flare;
    const top = (row + 1) * stand.rise;
    if (stand.rise > 0) {
      addStrip(into, stand, row, [-half, half], [0, stand.deep], 0, top, colours.rows[row % 2] as Tint);
      addStrip(into, stand, row, [-half, half], [0, 0.22], top, 0.02, colours.edge);
    }
    for (const { from, to, wing } of bandsOf(stand, half)) {
      const tint = wing === "onsite" ? HALL_BENCH : colours.bench;
      const high = Math.max(0, BENCH - stand.rise);
      addBench(into, stand, row, [from, to], top, high, tint);
    }
  }
  if (stand.rise > 0) for (const share of stand.aisles) addSteps(into, stand, share, colours.steps);
}

/** A plank on a tier, or a pew with a back where the row is too low to sit on. */
function addBench(into: Builder, stand: Stand, row: number, span: Spot, y: number, high: number, tint: Tint): void {
  if (high < 0.1) {
    addStrip(into, stand, row, span, [0.22, 0.88], y, 0.06, tint);
    return;
  }
  addStrip(into, stand, row, span, [0.02, 0.5], y + high - 0.08, 0.08, tint);
  addStrip(into, stand, row, span, [0.12, 0.42], y, high - 0.08, mix(tint, "brick", 0.35));
  addStrip(into, stand, row, span, [0.5, 0.58], y + high - 0.06, 0.5, tint);
}

/** A strip of a row between two points along it and two depths behind its front edge. */
function addStrip(
  into: Builder,
  stand: Stand,
  row: number,
  [from, to]: Spot,
  [near, far]: Spot,
  y: number,
  high: number,
  tint: Tint,
): void {
  const back = row * stand.deep;
  into.within(frame(stand.at[0], 0, stand.at[1], [1, 1, 1], stand.turn), () => {
    if (stand.bend > 0) {
      const radius = stand.bend + back;
      const sides = Math.max(2, Math.ceil((to - from) / 1.1));
      const arc = { sides, from: from / radius, to: to / radius };
      into.ring(0, y, -stand.bend, radius + near, radius + far, high, tint, arc);
    } else into.box((from + to) / 2, y, back + (near + far) / 2, to - from, high, far - near, tint);
  });
}

function addSteps(into: Builder, stand: Stand, share: number, tint: Tint): void {
  for (let row = 0; row < stand.rows; row++) {
    const along = share * (stand.half + row * stand.flare);
    const wide = stand.aisle * 1.36;
    const put = (behind: number, y: number, high: number, deep: number): void => {
      const { x, z, turn } = onRow(stand, row, along, behind);
      into.box(x, y, z, wide, high, deep, tint, { turn: turn - Math.PI });
    };
    put(-0.3, 0, (row + 0.55) * stand.rise, 0.6);
    put(stand.deep / 2, (row + 1) * stand.rise, 0.06, stand.deep - 0.05);
  }
}

// ---- the stage

function addStage(into: Builder, { stage, lectern }: HallLayout, step: Tint): void {
  const [[x, z], [w, d], { high }] = [stage.at, stage.half, stage];
  const top = mix("white", "clay", 0.35);
  if (stage.round) {
    into.drum(x, 0, z, w + STEP, high / 2, step, { sides: 48 });
    into.drum(x, high / 2 - 0.02, z, w, high / 2 + 0.02, top, { sides: 48 });
    into.ring(x, high, z, w - 0.9, w - 0.6, 0.012, "persimmon", { sides: 48 });
  } else {
    into.box(x, 0, z, (w + STEP) * 2, high / 2, (d + STEP) * 2, step);
    into.box(x, high / 2 - 0.02, z, w * 2, high / 2 + 0.02, d * 2, top);
    into.box(x, high, z + d - 0.45, w * 2 - 0.6, 0.012, 0.3, "persimmon");
  }
  into.within(frame(x - w, 0, z + d * 0.6, [1, 1, 1], 0.9), () => into.box(0, 0, 0, 2.2, high / 2, 2.2, step));
  addLectern(into, lectern, high);
  addTable(into, [x + w * 0.72, z - 0.6], high);
}

function addLectern(into: Builder, [x, z]: Spot, high: number): void {
  into.within(frame(x, high, z), () => {
    into.box(0, 0, 0, 0.75, 0.06, 0.55, "brick");
    into.box(0, 0.06, 0, 0.56, 1, 0.34, "redEarth", { foot: 0.15 });
    into.box(0, 0.36, 0.172, 0.34, 0.34, 0.01, "ochre");
    into.add(unitBeam(), frame(0, 1.12, -0.04, [0.86, 0.05, 0.56], 0, 0.25), "brick");
  });
}

function addTable(into: Builder, [x, z]: Spot, high: number): void {
  into.within(frame(x, high, z, [1, 1, 1], -0.75), () => {
    into.box(0, 0.68, 0, 2.4, 0.06, 0.8, "redEarth");
    into.box(0, 0, 0.34, 2.3, 0.68, 0.05, mix("white", "celadon", 0.5));
  });
}

/** A floor strip with five places and a microphone: circles for, squares against. */
function addLine(into: Builder, hall: HallLayout, camp: Camp): void {
  const { at, turn, length } = lineFrame(hall, camp);
  into.within(frame(at[0], 0, at[1], [1, 1, 1], turn), () => {
    into.box(0, 0, length / 2 + 0.25, 1.15, 0.12, length + 0.1, camp);
    for (let n = 0; n < PLACES; n++) {
      const z = placeInLine(length, n);
      if (camp === "pro") into.drum(0, 0.11, z, 0.32, 0.03, "white", { sides: 16 });
      else into.box(0, 0.11, z, 0.58, 0.03, 0.58, "white");
    }
    into.drum(0, 0, 0, 0.2, 0.16, "tile");
    into.drum(0, 0, 0, 0.025, 1.35, "tile", { sides: 6 });
    into.ball(0, 1.42, -0.03, [0.075, 0.11, 0.075], "tile");
    into.box(SIGN.side, 0, -SIGN.back, 0.07, SIGN.y, 0.07, "tile");
  });
}
