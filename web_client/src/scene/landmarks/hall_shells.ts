/**
 * The rooms that forums are held in, open to the sky so that one sees who is inside. In the frame of the hall: the screen
 * to -z, the door to +z. A tiled court of red pillars, and a cloister of dark brick: told apart at a glance.
 */
import type { HallLayout } from "../../world/hall_layout";
import { type Builder, frame } from "../kit/builder";
import type { XZ } from "../kit/curves";
import { mix } from "../kit/palette";
import { roof, wall } from "../kit/roof";
import { addHallParts } from "./hall_parts";

/** Half the width of a door, metres, as it is open in the world file (agora_server/worldbuild/civic.py). */
const DOOR = 5;

/** Half the width and half the depth of a room. */
type Room = XZ;

/** Returns where lanterns hang along both sides, in the frame of the hall. */
export function roomLamps([wide, deep]: Room): readonly XZ[] {
  return [-1, 1].flatMap((side) => [-0.55, 0, 0.55].map((share): XZ => [side * (wide - 1.3), share * deep]));
}

/** Adds a room with all that is in it; panes of lanterns and slits go to `glass`. */
export function addHallShell(into: Builder, glass: Builder, hall: HallLayout, room: Room): void {
  if (hall.style === "tiled") tiledHall(into, glass, hall, room);
  else brickHall(into, glass, hall, room);
}

// ---- the tiled court

const TIMBER = mix("ochre", "white", 0.42);

function tiledHall(into: Builder, glass: Builder, hall: HallLayout, room: Room): void {
  const [wide, deep] = room;
  into.box(0, -0.3, 0, wide * 2 + 1, 0.31, deep * 2 + 1, "granite");
  into.box(0, 0, 0, wide * 2 - 4.4, 0.03, deep * 2 - 3, TIMBER);
  for (let i = -6; i <= 6; i++) into.box(i * 1.45, 0.02, 0, 0.06, 0.02, deep * 2 - 3, mix("ochre", "brick", 0.25));
  const bench = mix("ochre", "redEarth", 0.35);
  addHallParts(into, hall, { rows: [TIMBER, TIMBER], edge: TIMBER, bench, steps: mix("granite", "stoneware", 0.18) });
  for (const side of [-1, 1]) {
    wall(into, side * wide, 0, 0, deep * 2, 2.2, Math.PI / 2);
    tiledWalk(into, side, room);
    const part = wide - DOOR;
    wall(into, side * (DOOR + part / 2), 0, deep, part, 2.2);
  }
  wall(into, 0, 0, -deep, wide * 2, 2.2);
  for (const spot of roomLamps(room)) lantern(into, glass, spot, 2.5);
  tiledScreen(into, hall);
  tiledGate(into, deep);
}

/** A walk along a side: red pillars, a painted beam, a roof of tiles. */
function tiledWalk(into: Builder, side: number, [wide, deep]: Room): void {
  const x = side * (wide - 1.3);
  for (let i = 0; i <= 7; i++) {
    const z = -deep + 1.5 + i * ((deep * 2 - 3) / 7);
    into.drum(x, 0, z, 0.34, 0.35, "granite", { sides: 8 });
    into.drum(x, 0.3, z, 0.22, 3.2, "redEarth", { sides: 8, foot: 0.15 });
  }
  into.box(x, 3.3, 0, 0.34, 0.42, deep * 2 - 2, mix("pine", "celadon", 0.25));
  const turned = { half: [deep + 0.6, 1.75], height: 1.15, ridge: deep - 1.2, turn: Math.PI / 2, columns: 30 } as const;
  roof(into, side * (wide - 0.7), 3.7, 0, turned);
}

function tiledScreen(into: Builder, { screen }: HallLayout): void {
  const { half, foot, top } = screenBox(screen);
  into.within(frame(0, 0, screen.z - 0.1), () => {
    into.box(0, 0, -0.3, half * 2 + 1.8, foot, 1.1, "granite", { foot: 0.25 });
    into.box(0, foot - 0.1, -0.25, half * 2 + 0.5, top - foot + 0.3, 0.45, "tile");
    for (const s of [-1, 1]) into.drum(s * (half + 0.5), foot, -0.2, 0.3, top - foot + 0.5, "redEarth", { sides: 10 });
    into.box(0, top + 0.15, -0.2, half * 2 + 1.8, 0.36, 0.8, mix("pine", "celadon", 0.2));
    for (let i = 0; i < 11; i++)
      into.box(-half - 0.4 + (i * (half * 2 + 0.8)) / 10, top + 0.45, -0.2, 0.18, 0.2, 1.7, "redEarth");
    roof(into, 0, top + 0.6, -0.2, {
      half: [half + 1.9, 1.7],
      height: 1.5,
      ridge: half + 0.5,
      lift: 0.45,
      columns: 20,
    });
  });
}

/** The gate: a small tiled tower on either side, open between them, so that nothing stands before the eye. */
function tiledGate(into: Builder, deep: number): void {
  for (const s of [-1, 1]) {
    into.within(frame(s * (DOOR + 2.3), 0, deep), () => {
      into.box(0, -0.3, 0, 3.6, 0.7, 3.6, "granite", { foot: 0.2 });
      for (const [x, z] of [
        [-1, -1],
        [-1, 1],
        [1, -1],
        [1, 1],
      ] as const)
        into.drum(x * 1.3, 0.4, z * 1.3, 0.22, 4.2, "redEarth", { sides: 8, foot: 0.15 });
      into.box(0, 4.3, 0, 3.4, 0.4, 3.4, mix("pine", "celadon", 0.25));
      roof(into, 0, 4.65, 0, { half: [2.4, 2.4], height: 1.7, ridge: 0.8, lift: 0.55, columns: 14 });
    });
  }
}

function lantern(into: Builder, glass: Builder, [x, z]: XZ, y: number): void {
  const at = x - Math.sign(x) * 0.45;
  into.box(at, y + 0.6, z, 0.5, 0.08, 0.5, "tile");
  glass.box(at, y, z, 0.36, 0.6, 0.36, "white");
  into.box(at, y - 0.06, z, 0.44, 0.06, 0.44, "tile");
}

// ---- the brick cloister

const BRICK = mix("brick", "redEarth", 0.22);
const PALE = mix("white", "granite", 0.3);
const GLAZE = mix("celadon", "white", 0.12);

function brickHall(into: Builder, glass: Builder, hall: HallLayout, room: Room): void {
  const [wide, deep] = room;
  into.box(0, -0.3, 0, wide * 2 + 1, 0.31, deep * 2 + 1, "granite");
  into.box(0, 0, 0, wide * 2 - 1, 0.03, deep * 2 - 1, mix("stoneware", "white", 0.5));
  into.box(0, 0.02, 3, 3, 0.02, deep * 2 - 8, GLAZE);
  for (let i = -3; i <= 7; i++) into.box(0, 0.03, i * 2, 9, 0.015, 0.08, mix("stoneware", "granite", 0.3));
  const rows = [mix("granite", "white", 0.35), mix("granite", "white", 0.15)] as const;
  addHallParts(into, hall, {
    rows,
    edge: BRICK,
    bench: mix("celadon", "pine", 0.35),
    steps: mix("granite", "stoneware", 0.3),
  });
  for (const side of [-1, 1]) {
    slitWall(into, glass, frame(side * wide, 0, 0, [1, 1, 1], -side * (Math.PI / 2)), deep * 2, 3.4);
    cloister(into, side, room);
    const part = wide - DOOR;
    slitWall(into, glass, frame(side * (DOOR + part / 2), 0, deep, [1, 1, 1], Math.PI), part, 3.4);
  }
  slitWall(into, glass, frame(0, 0, -deep), wide * 2, 3.4);
  for (const spot of roomLamps(room)) lantern(into, glass, spot, 2.35);
  brickScreen(into, glass, hall);
  brickGate(into, glass, deep);
}

/** A wall of dark brick along x with upright slits of glass, and a pale coping. */
function slitWall(into: Builder, glass: Builder, at: ReturnType<typeof frame>, length: number, high: number): void {
  into.within(at, () => {
    into.box(0, -0.4, 0, length + 0.8, high + 0.4, 0.8, BRICK, { foot: 0.2 });
    into.box(0, high, 0, length + 1.1, 0.22, 1.15, PALE);
    into.box(0, 0, 0, length + 0.9, 0.4, 0.95, "stoneware");
  });
  const slits = Math.max(1, Math.round(length / 2.4) - 1);
  glass.within(at, () => {
    for (let i = 0; i < slits; i++) {
      const x = ((i + 0.5) / slits - 0.5) * (length - 1.6);
      glass.box(x, 0.9, 0, 0.26, high - 1.5, 0.84, "white");
    }
  });
}

/** A flat roof along a side on slim white pillars, its edge glazed celadon. */
function cloister(into: Builder, side: number, [wide, deep]: Room): void {
  for (let i = 0; i <= 8; i++)
    into.box(side * (wide - 2.2), 0, -deep + 1.6 + i * ((deep * 2 - 3.2) / 8), 0.26, 3.6, 0.26, "white");
  into.box(side * (wide - 1.3), 3.6, 0, 3, 0.24, deep * 2, PALE);
  into.box(side * (wide - 2.75), 3.5, 0, 0.14, 0.44, deep * 2, mix("celadon", "pine", 0.2));
}

function brickScreen(into: Builder, glass: Builder, { screen }: HallLayout): void {
  const { half, foot, top } = screenBox(screen);
  into.within(frame(0, 0, screen.z - 0.1), () => {
    into.box(0, 0, -0.3, half * 2 + 2.8, foot, 1.1, BRICK, { foot: 0.2 });
    into.box(0, foot - 0.1, -0.25, half * 2 + 0.4, top - foot + 0.3, 0.45, "tile");
    for (const s of [-1, 1]) into.box(s * (half + 0.9), 0, -0.3, 1, top + 0.5, 1.2, BRICK, { foot: 0.15 });
    into.box(0, top + 0.4, 0.2, half * 2 + 4.4, 0.34, 3.4, PALE);
    into.box(0, top + 0.3, 1.9, half * 2 + 4.4, 0.5, 0.14, mix("celadon", "pine", 0.2));
  });
  for (const s of [-1, 1]) glass.box(s * (half + 0.9), 0.9, screen.z + 0.24, 0.2, top - 1.4, 0.06, "white");
}

/** Two towers of brick, open between them, each with a slit of light and a glazed crown. */
function brickGate(into: Builder, glass: Builder, deep: number): void {
  for (const s of [-1, 1]) {
    const x = s * (DOOR + 1.2);
    into.box(x, 0, deep, 2.4, 5.6, 2.4, BRICK, { foot: 0.15 });
    into.box(x, 5.6, deep, 2.5, 0.7, 2.5, GLAZE);
    into.box(x, 6.3, deep, 2.8, 0.22, 2.8, PALE);
    glass.box(x, 1, deep, 0.26, 3.8, 2.46, "white");
  }
}

/** Half the width of a screen's frame, and how high its lower and upper edges are. */
function screenBox({ y, width }: HallLayout["screen"]): { half: number; foot: number; top: number } {
  const high = (width * 560) / 1300;
  return { half: width / 2, foot: y - high / 2 - 0.1, top: y + high / 2 + 0.1 };
}
