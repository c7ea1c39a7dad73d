/**
 * The Forum Square: a sunken theatre of five tiers around a stage, a plaza, the screen under a tiled cap, and the two
 * microphone lines. Its own frame: the stage is the origin, -z is the screen (north), y = 0 is the sunken floor.
 */

import { LINE_ANGLES } from "../../world/microphones";
import type { Builder } from "../kit/builder";
import { frame, unitBeam } from "../kit/builder";
import { mix } from "../kit/palette";
import { roof } from "../kit/roof";

/** How far the floor lies under the plaza. */
export const SUNK = 2.2;
export const STAGE = { radius: 5.6, step: 6.4, high: 0.64, stepHigh: 0.32 } as const;
export const TIERS = { first: 11.5, deep: 2.5, high: SUNK / 5, count: 5 } as const;
/** The tiers open to the north over what is left of the circle: 238 degrees of seats. */
export const SEAT_ANGLE = Math.PI * 0.66;
/** Beyond it begins the plaza. */
export const RIM = TIERS.first + TIERS.deep * TIERS.count;
/** Angles of the two microphone lines, from +z (south) towards +x (east). */
export const LINES = LINE_ANGLES;
const AISLES = [-1.55, LINES.pro, LINES.con, 1.55];
/** The seats between the microphone lines mirror the real hall. */
export const BLOCK_ANGLE = LINES.con - 0.06;
/** Half the width of an aisle with room for a shoulder, metres. */
const AISLE_HALF = 1.25;

/** Tells whether a direction at a radius leads over the steps of an aisle. */
export function onAisle(angle: number, radius: number): boolean {
  return AISLES.some((aisle) => Math.abs(angle - aisle) * radius < AISLE_HALF);
}

/** Middle of the screen, and half its size. */
export const SCREEN = { z: -17.42, y: 4.72, width: 13, height: 5.6 } as const;
/** Signs beside the microphones, where the marks 찬 and 반 are painted. */
export const SIGN = { radius: 6.8, side: 0.75, y: 1.35, size: 0.62 } as const;

/** Returns the height over the sunken floor of a point of the theatre, or null where the plaza begins. */
export function theatreHeight(x: number, z: number): number | null {
  const r = Math.hypot(x, z);
  if (r >= RIM) return null;
  if (r < STAGE.radius) return STAGE.high;
  if (r < STAGE.step) return STAGE.stepHigh;
  if (r < TIERS.first) return 0;
  const tier = Math.min(TIERS.count - 1, Math.floor((r - TIERS.first) / TIERS.deep));
  if (Math.abs(Math.atan2(x, z)) <= SEAT_ANGLE) return (tier + 1) * TIERS.high;
  return r < 20 ? 0 : r < 22 ? SUNK / 2 : SUNK;
}

/** Returns where somebody who sits near (x, z) is drawn: on the nearest front edge of a tier; null off the tiers. */
export function seatNear(x: number, z: number): { x: number; z: number; y: number } | null {
  const r = Math.hypot(x, z);
  if (r < TIERS.first - 1 || r > RIM || Math.abs(Math.atan2(x, z)) > SEAT_ANGLE) return null;
  const tier = Math.min(TIERS.count - 1, Math.max(0, Math.round((r - TIERS.first) / TIERS.deep)));
  const seat = TIERS.first + tier * TIERS.deep + 0.12;
  return { x: (x / r) * seat, z: (z / r) * seat, y: tier * TIERS.high };
}

const PAVE = mix("granite", "white", 0.5);
const PAVE_DARK = mix("granite", "white", 0.25);
const JOINT = mix("stoneware", "granite", 0.45);
const STEP = mix("granite", "stoneware", 0.18);
const BENCH = mix(mix("ochre", "brick", 0.18), "granite", 0.4);

/** The benches that mirror the real hall: grey, as its mark on every face. */
const HALL_BENCH = mix("stoneware", "tile", 0.35);

/** Adds the plaza around the theatre; y = 0 is the sunken floor. */
export function addPlaza(into: Builder, radius: number): void {
  const y = SUNK - 0.3;
  into.ring(0, y, 0, RIM, radius, 0.34, mix("granite", "clay", 0.45), { sides: 96 });
  for (const [r, wide] of [
    [RIM, 0.9],
    [28, 0.6],
    [40, 0.6],
  ] as const) {
    into.ring(0, y, 0, r, r + wide, 0.355, mix("stoneware", "granite", 0.35), { sides: 96 });
  }
  into.ring(0, y, 0, radius - 2.4, radius, 0.36, mix("ochre", "granite", 0.35), { sides: 96 });
  for (let i = 0; i < 24; i++) {
    into.within(frame(0, 0, 0, [1, 1, 1], (i / 24) * Math.PI * 2), () =>
      into.box(0, y, (RIM + radius) / 2 - 1, 0.18, 0.35, radius - RIM - 3, JOINT),
    );
  }
}

/** Adds floor, stage, tiers, aisles and the two lines. */
export function addTheatre(into: Builder): void {
  into.ring(0, -0.3, 0, 0, RIM + 0.4, 0.3, PAVE, { sides: 72 });
  into.ring(0, 0, 0, 8.2, 8.55, 0.015, "ochre", { sides: 72 });
  into.ring(0, 0, 0, 10.5, 10.75, 0.015, JOINT, { sides: 72 });
  for (let k = 0; k < TIERS.count; k++) addTier(into, k);
  addTerrace(into);
  for (const angle of AISLES) addAisle(into, angle);
  into.drum(0, 0, 0, STAGE.step, STAGE.stepHigh, STEP, { sides: 48 });
  into.drum(0, 0.3, 0, STAGE.radius, STAGE.high - 0.3, mix("white", "clay", 0.35), { sides: 48 });
  into.ring(0, STAGE.high, 0, 4.7, 5, 0.012, "persimmon", { sides: 48 });
  into.box(-5.6, 0, 3.4, 2.2, 0.3, 2.2, STEP, { turn: 0.9 });
  addLine(into, "pro");
  addLine(into, "con");
  addLectern(into);
  addTable(into);
}

function addTier(into: Builder, k: number): void {
  const r = TIERS.first + k * TIERS.deep;
  const span = { sides: 72, from: -SEAT_ANGLE, to: SEAT_ANGLE };
  const top = (k + 1) * TIERS.high;
  into.ring(0, 0, 0, r, r + TIERS.deep, top, k % 2 ? PAVE : PAVE_DARK, span);
  into.ring(0, top, 0, r, r + 0.22, 0.02, mix("stoneware", "granite", 0.25), span);
  into.ring(0, top, 0, r + 0.25, r + 0.85, 0.05, BENCH, span);
  into.ring(0, top, 0, r + 0.2, r + 0.9, 0.07, HALL_BENCH, { sides: 26, from: -BLOCK_ANGLE, to: BLOCK_ANGLE });
}

function addTerrace(into: Builder): void {
  const span = { sides: 30, from: SEAT_ANGLE, to: Math.PI * 2 - SEAT_ANGLE };
  into.ring(0, 0, 0, 20, 22, SUNK / 2, PAVE, span);
  into.ring(0, 0, 0, 22, RIM + 0.1, SUNK, PAVE_DARK, span);
}

function addAisle(into: Builder, angle: number): void {
  into.within(frame(0, 0, 0, [1, 1, 1], angle), () => {
    for (let k = 0; k < TIERS.count; k++) {
      into.box(0, 0, TIERS.first + k * TIERS.deep - 0.3, 1.7, (k + 1) * TIERS.high - 0.2, 0.6, STEP);
      into.box(0, (k + 1) * TIERS.high, TIERS.first + (k + 0.5) * TIERS.deep, 1.7, 0.06, TIERS.deep - 0.05, STEP);
    }
  });
}

/** A floor strip with five places and a microphone: circles for 찬, squares for 반. */
function addLine(into: Builder, camp: "pro" | "con"): void {
  into.within(frame(0, 0, 0, [1, 1, 1], LINES[camp]), () => {
    into.box(0, 0, 9.1, 1.15, 0.03, 4.4, camp);
    for (let i = 0; i < 5; i++) {
      const z = 7.9 + i * 0.95;
      if (camp === "pro") into.drum(0, 0.02, z, 0.32, 0.03, "white", { sides: 16 });
      else into.box(0, 0.02, z, 0.58, 0.03, 0.58, "white");
    }
    into.drum(0, 0, 6.75, 0.2, 0.05, "tile");
    into.drum(0, 0, 6.75, 0.025, 1.35, "tile", { sides: 6 });
    into.ball(0, 1.42, 6.72, [0.075, 0.11, 0.075], "tile");
    const back = SIGN.radius - 0.05;
    into.box(SIGN.side, 0, back, 0.07, SIGN.y, 0.07, "tile");
  });
}

function addLectern(into: Builder): void {
  into.within(frame(0, STAGE.high, 2.2), () => {
    into.box(0, 0, 0, 0.75, 0.06, 0.55, "brick");
    into.box(0, 0.06, 0, 0.56, 1, 0.34, "redEarth", { foot: 0.15 });
    into.box(0, 0.36, 0.172, 0.34, 0.34, 0.01, "ochre");
    into.add(unitBeam(), frame(0, 1.12, -0.04, [0.86, 0.05, 0.56], 0, 0.25), "brick");
  });
}

function addTable(into: Builder): void {
  into.within(frame(4.1, STAGE.high, -0.6, [1, 1, 1], -0.75), () => {
    into.box(0, 0.68, 0, 2.4, 0.06, 0.8, "redEarth");
    into.box(0, 0, 0.34, 2.3, 0.68, 0.05, mix("white", "celadon", 0.5));
  });
}

/** Adds the frame of the screen: granite foot, red pillars, painted rafters, tiled cap, curved earth walls. */
export function addScreenWall(into: Builder): void {
  into.within(frame(0, 0, SCREEN.z - 0.08), () => {
    into.box(0, 0, -0.15, 15.4, 1.7, 1.5, "granite", { foot: 0.25 });
    for (const x of [-7.05, 7.05]) into.box(x, 1.7, -0.1, 0.55, 6.1, 0.7, "redEarth", { foot: 0.15 });
    into.box(0, 1.6, -0.2, 13.6, 6.1, 0.5, "tile");
    into.box(0, 7.55, -0.1, 15.2, 0.42, 0.95, mix("pine", "celadon", 0.2));
    for (let i = 0; i < 16; i++) into.box(-7.1 + i * 0.95, 7.9, -0.1, 0.2, 0.22, 1.9, "redEarth");
    roof(into, 0, 8.05, -0.1, { half: [8.7, 1.75], height: 1.35, ridge: 7.6, lift: 0.42, columns: 22 });
    for (const side of [-1, 1]) for (let i = 0; i < 7; i++) addEarthWall(into, side, i);
  });
}

function addEarthWall(into: Builder, side: number, i: number): void {
  const matrix = frame(side * (8.7 + i * 1.25), 0, 0.35 * i * i * 0.13 + 0.2, [1, 1, 1], side * -0.055 * i);
  into.within(matrix, () => {
    into.box(0, 0, 0, 1.5, 3.3, 0.5, mix("clay", "ochre", 0.3), { foot: 0.2 });
    into.box(0, 0, 0.03, 1.5, 0.9, 0.52, "stoneware");
    roof(into, 0, 3.3, 0, { half: [0.8, 0.55], height: 0.42, ridge: 0.72, lift: 0, columns: 4 });
  });
}
