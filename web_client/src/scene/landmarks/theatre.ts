/**
 * The Forum Square: a sunken theatre of five tiers around a stage, a plaza, the screen under a tiled cap. In the frame of
 * its hall: the stage is the middle, -z is the screen (north), y = 0 is the sunken floor.
 */

import type { HallLayout } from "../../world/hall_layout";
import { rimOf } from "../../world/halls";
import type { Builder } from "../kit/builder";
import { frame } from "../kit/builder";
import { mix } from "../kit/palette";
import { roof } from "../kit/roof";
import { addHallParts } from "./hall_parts";

const PAVE = mix("granite", "white", 0.5);
const PAVE_DARK = mix("granite", "white", 0.25);
const JOINT = mix("stoneware", "granite", 0.45);
const STEP = mix("granite", "stoneware", 0.18);
const BENCH = mix(mix("ochre", "brick", 0.18), "granite", 0.4);

/** Adds the plaza around the theatre, out to a radius; y = 0 is the sunken floor. */
export function addPlaza(into: Builder, hall: HallLayout, radius: number): void {
  const [y, rim] = [hall.sunk - 0.3, rimOf(hall)];
  into.ring(0, y, 0, rim, radius, 0.34, mix("granite", "clay", 0.45), { sides: 96 });
  for (const [r, wide] of [
    [rim, 0.9],
    [28, 0.6],
    [40, 0.6],
  ] as const) {
    into.ring(0, y, 0, r, r + wide, 0.355, mix("stoneware", "granite", 0.35), { sides: 96 });
  }
  into.ring(0, y, 0, radius - 2.4, radius, 0.36, mix("ochre", "granite", 0.35), { sides: 96 });
  for (let i = 0; i < 24; i++) {
    into.within(frame(0, 0, 0, [1, 1, 1], (i / 24) * Math.PI * 2), () =>
      into.box(0, y, (rim + radius) / 2 - 1, 0.18, 0.35, radius - rim - 3, JOINT),
    );
  }
}

/** Adds the floor and what stands on it. */
export function addTheatre(into: Builder, hall: HallLayout): void {
  into.ring(0, -0.3, 0, 0, rimOf(hall) + 0.4, 0.3, PAVE, { sides: 72 });
  into.ring(0, 0, 0, 8.2, 8.55, 0.015, "ochre", { sides: 72 });
  into.ring(0, 0, 0, 10.5, 10.75, 0.015, JOINT, { sides: 72 });
  addTerrace(into, hall);
  const edge = mix("stoneware", "granite", 0.25);
  addHallParts(into, hall, { rows: [PAVE_DARK, PAVE], edge, bench: BENCH, steps: STEP });
}

/** Two steps up to the plaza, where no rows are: behind the stage. */
function addTerrace(into: Builder, hall: HallLayout): void {
  const [stand] = hall.stands;
  const open = stand ? stand.half / stand.bend : 0;
  const span = { sides: 30, from: open, to: Math.PI * 2 - open };
  into.ring(0, 0, 0, 20, 22, hall.sunk / 2, PAVE, span);
  into.ring(0, 0, 0, 22, rimOf(hall) + 0.1, hall.sunk, PAVE_DARK, span);
}

/** Adds the frame of the screen: granite foot, red pillars, painted rafters, tiled cap, curved earth walls. */
export function addScreenWall(into: Builder, { screen }: HallLayout): void {
  into.within(frame(0, 0, screen.z - 0.08), () => {
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
