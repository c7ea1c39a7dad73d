/** Tray, district plates and hills. */
import { type Color, ExtrudeGeometry, Matrix4, Path, Shape, Vector2 } from "three";
import { rimOf } from "../../world/halls";
import type { Builder } from "../kit/builder";
import { smoothstep, type XZ } from "../kit/curves";
import { mix, type Tint, tint } from "../kit/palette";
import { dice } from "../kit/random";
import type { Ground } from "./ground";
import { plateColour, trayColour } from "./plates";

/** Adds the unglazed tray on which the city lies. */
export function addTray(into: Builder, half: number): void {
  const side = half - 8;
  addSlab(into, roundedSquare(side + 12, 60), -5, 30, mix("stoneware", "brick", 0.15), 4);
  addSlab(into, roundedSquare(side, 52), 0, 8, trayColour(), 2);
}

/** Adds the plates of all districts; the chamfer between two of them is the border one sees. */
export function addPlates(into: Builder, ground: Ground, forum: XZ): void {
  const home = ground.districtAt(forum[0], forum[1]);
  const theatre = [...ground.land.world.halls.values()].find(({ style }) => style === "theatre");
  ground.land.districts.forEach(({ ring, id }, index) => {
    const high = ground.plate(index);
    const outline = new Shape(ring.map(([x, z]) => new Vector2(x, z)));
    if (index === home && theatre) outline.holes.push(pit(forum, rimOf(theatre)));
    addSlab(into, outline, high, high - 1, plateColour(id), 0.7);
  });
}

/** The hole in which the theatre lies sunken. */
function pit([x, z]: XZ, rim: number): Path {
  return new Path().absarc(x, z, rim + 1.5, 0, Math.PI * 2, true);
}

/** An extruded outline whose top lies at y, `thick` metres deep, with a chamfer turned inwards. */
function addSlab(into: Builder, outline: Shape, y: number, thick: number, colour: Tint, chamfer: number): void {
  const slab = new ExtrudeGeometry(outline, {
    depth: thick,
    bevelEnabled: true,
    bevelSize: chamfer,
    bevelThickness: chamfer,
    bevelOffset: -chamfer * 1.4,
    bevelSegments: 1,
    curveSegments: 8,
  });
  const lay = new Matrix4().makeTranslation(0, y, 0).multiply(new Matrix4().makeRotationX(Math.PI / 2));
  const flat = slab.index ? slab.toNonIndexed() : slab;
  into.add(flat, lay.multiply(new Matrix4().makeTranslation(0, 0, chamfer)), colour);
}

function roundedSquare(half: number, r: number): Shape {
  const outline = new Shape();
  outline.moveTo(-half + r, -half);
  outline.lineTo(half - r, -half).quadraticCurveTo(half, -half, half, -half + r);
  outline.lineTo(half, half - r).quadraticCurveTo(half, half, half - r, half);
  outline.lineTo(-half + r, half).quadraticCurveTo(-half, half, -half, half - r);
  outline.lineTo(-half, -half + r).quadraticCurveTo(-half, -half, -half + r, -half);
  return outline;
}

/** Metres between corners of the hills. */
const MESH_CELL = 11;
/** Where hills begin to show: below it the plate itself is the ground. */
const FOOT = 5.2;

type Corner = readonly [number, number, number, number];

/** Rows of the height field a step. */
const ROWS_A_STEP = 6;

/** Adds the hills as one jittered height field that rises through the plates, and presses it into the height map. */
export function* addHills(into: Builder, ground: Ground): Generator<void> {
  const count = Math.floor((ground.land.half * 2) / MESH_CELL);
  const roll = dice(3);
  const corners: Corner[] = [];
  for (let j = 0; j <= count; j++) {
    for (let i = 0; i <= count; i++) corners.push(hillCorner(ground, i, j, count, roll));
    if (j % (ROWS_A_STEP * 4) === 0) yield;
  }
  for (let j = 0; j < count; j += ROWS_A_STEP) {
    addHillRows(into, ground, corners, [j, Math.min(count, j + ROWS_A_STEP)], count, roll);
    yield;
  }
}

function addHillRows(
  into: Builder,
  ground: Ground,
  corners: readonly Corner[],
  [from, to]: readonly [number, number],
  count: number,
  roll: () => number,
): void {
  const soup: number[] = [];
  const colours: Color[] = [];
  const add = (a: Corner, b: Corner, c: Corner): void => addHillTriangle(ground, soup, colours, roll, [a, b, c]);
  for (let j = from; j < to; j++) {
    for (let i = 0; i < count; i++) {
      const k = j * (count + 1) + i;
      const [a, b] = [corners[k] as Corner, corners[k + 1] as Corner];
      const [c, d] = [corners[k + count + 1] as Corner, corners[k + count + 2] as Corner];
      if (roll() < 0.5) {
        add(a, c, d);
        add(a, d, b);
      } else {
        add(a, c, b);
        add(b, c, d);
      }
    }
  }
  if (soup.length > 0) into.triangleSoup(soup, (triangle) => colours[triangle] ?? trayColour());
}

function hillCorner(ground: Ground, i: number, j: number, count: number, roll: () => number): Corner {
  const off = (-count * MESH_CELL) / 2;
  const x = off + i * MESH_CELL + (roll() - 0.5) * MESH_CELL * 0.55;
  const z = off + j * MESH_CELL + (roll() - 0.5) * MESH_CELL * 0.55;
  const rough = 1 + (roll() - 0.5) * 0.16;
  const high = ground.hill(x, z) * rough;
  const outside = ground.districtAt(x, z) < 0;
  return [x, (outside ? -1.5 : FOOT) + high, z, high];
}

function addHillTriangle(
  ground: Ground,
  soup: number[],
  colours: Color[],
  roll: () => number,
  [a, b, c]: readonly [Corner, Corner, Corner],
): void {
  const high = (a[3] + b[3] + c[3]) / 3;
  if (high < 1.2) return;
  const district = ground.land.districts[ground.districtAt((a[0] + b[0] + c[0]) / 3, (a[2] + b[2] + c[2]) / 3)];
  soup.push(a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]);
  colours.push(hillColour(district?.id ?? "", high).multiplyScalar(1 + (roll() - 0.5) * 0.07));
  ground.press(a, b, c);
}

function hillColour(district: string, high: number): Color {
  const up = smoothstep(4, 40, high);
  return plateColour(district)
    .lerp(mix("tomb", "celadon", 0.35), 0.35 + 0.3 * up)
    .lerp(tint("pine"), up * 0.3)
    .lerp(tint("reed"), smoothstep(58, 84, high) * 0.3);
}
