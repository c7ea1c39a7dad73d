/** Rivers, ponds, roads and bridges, laid on the ground. */
import { BufferGeometry, Matrix4, Shape, ShapeGeometry, Vector2 } from "three";
import { type Builder, frame } from "../kit/builder";
import { smoothLine, type XZ } from "../kit/curves";
import { mix, type Tint } from "../kit/palette";
import { ribbon } from "../kit/ribbon";
import { type Ground, PLAIN } from "./ground";

/** Width from which a river is drawn as a plate of its own beside the districts: it runs along their borders. */
const GREAT = 8;
/** Its height: just over the highest plate, so that no border hides it. */
const GREAT_Y = PLAIN + 1.2;

/** Adds the rivers, one a step: reed banks, then water. */
export function* addRivers(into: Builder, water: Builder, ground: Ground): Generator<void> {
  for (const { line, width } of ground.land.rivers) {
    const soft = smoothLine(line, 1);
    if (width >= GREAT) {
      ribbon(into, soft, mix("reed", "clay", 0.45), { width: width + 6, y: GREAT_Y, thick: GREAT_Y });
      ribbon(water, soft, "river", { width, y: GREAT_Y + 0.15 });
      yield;
      continue;
    }
    const over =
      (by: number) =>
      ([x, z]: XZ) =>
        highest(ground, x, z, width / 2 + 1) + by;
    ribbon(into, dense(soft), mix("reed", "tomb", 0.45), { width: width + 2.4, y: over(0.1) });
    ribbon(water, dense(soft), "river", { width, y: over(0.2) });
    yield;
  }
}

function highest(ground: Ground, x: number, z: number, reach: number): number {
  const at = (dx: number, dz: number): number => ground.height(x + dx, z + dz);
  return Math.max(at(0, 0), at(reach, 0), at(-reach, 0), at(0, reach), at(0, -reach));
}

/** Adds the ponds of the world file with a stone rim. */
export function addPonds(into: Builder, water: Builder, ground: Ground): void {
  for (const { ring, place } of ground.land.ponds) {
    // The park brings its own water, drawn to the size of this ring.
    if (place === "yeonji-park") continue;
    const [cx, cz] = middle(ring);
    const y = ground.height(cx, cz);
    const rim = ring.map(([x, z]): XZ => [x + (x - cx) * 0.06, z + (z - cz) * 0.06]);
    addSheet(into, rim, y + 0.1, mix("granite", "reed", 0.4));
    addSheet(water, ring, y + 0.2, mix("river", "celadon", 0.2));
  }
}

/** Returns the mean of a ring's corners. */
export function middle(ring: readonly XZ[]): XZ {
  const sum = ring.reduce(([x, z], [px, pz]): XZ => [x + px, z + pz], [0, 0] as XZ);
  return [sum[0] / ring.length, sum[1] / ring.length];
}

function addSheet(into: Builder, ring: readonly XZ[], y: number, colour: Tint): void {
  const flat = new ShapeGeometry(new Shape(ring.map(([x, z]) => new Vector2(x, -z)))).toNonIndexed();
  const sheet = new BufferGeometry().setAttribute("position", flat.getAttribute("position"));
  into.add(sheet, frame(0, y, 0).multiply(new Matrix4().makeRotationX(-Math.PI / 2)), colour);
}

/** Roads laid in a step. */
const ROADS_A_STEP = 8;

/** Adds the roads, a little paler than the ground they lie on, some a step. */
export function* addRoads(into: Builder, ground: Ground): Generator<void> {
  const lift = ([x, z]: XZ): number => ground.height(x, z) + 0.09;
  for (const [i, { line, width }] of ground.land.roads.entries()) {
    ribbon(into, dense(line), mix("granite", "clay", 0.5), { width: width * 0.82, y: lift });
    if (i % ROADS_A_STEP === 0) yield;
  }
  for (const bridge of ground.land.bridges) addBridge(into, ground, bridge);
}

/** Cuts a line into pieces of at most `step` metres, so that it follows the ground. */
export function dense(line: readonly XZ[], step = 5): XZ[] {
  const out: XZ[] = [];
  for (let i = 0; i + 1 < line.length; i++) {
    const [a, b] = [line[i] as XZ, line[i + 1] as XZ];
    const pieces = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / step));
    for (let k = 0; k < pieces; k++)
      out.push([a[0] + ((b[0] - a[0]) * k) / pieces, a[1] + ((b[1] - a[1]) * k) / pieces]);
  }
  const last = line.at(-1);
  return last ? [...out, last] : out;
}

function addBridge(into: Builder, ground: Ground, line: readonly XZ[]): void {
  const deck = ([x, z]: XZ): number => ground.height(x, z) + 0.5;
  const path = dense(line, 3);
  ribbon(into, path, mix("ochre", "brick", 0.25), { width: 5, y: deck, thick: 0.5 });
  for (const side of [-1, 1]) {
    const rail = path.map((p, i): XZ => {
      const [a, b] = [path[Math.max(0, i - 1)] ?? p, path[Math.min(path.length - 1, i + 1)] ?? p];
      const long = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
      return [p[0] + (side * 2.4 * (b[1] - a[1])) / long, p[1] - (side * 2.4 * (b[0] - a[0])) / long];
    });
    ribbon(into, rail, "redEarth", { width: 0.16, y: (p) => deck(p) + 1, thick: 0.16 });
    for (const [x, z] of rail) into.box(x, ground.height(x, z) + 0.4, z, 0.14, 1.1, 0.14, "redEarth");
  }
}
