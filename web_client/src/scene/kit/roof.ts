/**
 * Korean roofs: a hip surface that is shallow at the eave and steep at the ridge, with lifted corners and a pale
 * ridge bar. The corner and the ridge do the recognising; tile rows are every second column a little lighter.
 */
import { Color } from "three";
import { type Builder, frame, quad } from "./builder";
import { mix, type Tint, tint } from "./palette";

type Corner = [number, number, number];

export interface Roof {
  /** Half width along x, half depth along z, height, half length of the ridge. */
  readonly half: readonly [number, number];
  readonly height: number;
  readonly ridge: number;
  /** How far the corners rise; by default 0.28 of the height. */
  readonly lift?: number;
  readonly colour?: Tint;
  readonly ridgeColour?: Tint;
  readonly turn?: number;
  /** Columns of tiles per face. */
  readonly columns?: number;
}

/** Profile exponent: above 1 the eave is shallow. */
const PROFILE = 1.4;

/** Adds a hip roof whose eave lies at y. */
export function roof(into: Builder, x: number, y: number, z: number, of: Roof): void {
  const columns = of.columns ?? (of.half[0] > 2.2 ? 18 : 6);
  const rows = columns > 8 ? 4 : 2;
  const soup: number[] = [];
  const shades: number[] = [];
  for (let i = 0; i < columns; i++) {
    for (let k = 0; k < rows; k++) cell(soup, shades, of, [-1 + (2 * i) / columns, 2 / columns], [k, rows], i);
  }
  into.within(frame(x, y, z, [1, 1, 1], of.turn), () => {
    paintTiles(into, soup, shades, of.colour ?? "tile");
    ridgeBars(into, of);
  });
}

function paintTiles(into: Builder, soup: number[], shades: number[], colour: Tint): void {
  const dark = tint(colour);
  const light = mix(colour, "granite", 0.075);
  const under = dark.clone().multiplyScalar(0.72);
  const palette = [dark, light, under];
  into.triangleSoup(soup, (triangle) => palette[shades[triangle] ?? 0] ?? new Color());
}

function ridgeBars(into: Builder, { ridge, height, ridgeColour }: Roof): void {
  into.box(0, height * 0.96, 0, ridge * 2 + height * 0.25, height * 0.13, height * 0.16, ridgeColour ?? "granite");
  into.box(0, height * 1.08, 0, ridge * 2 + height * 0.1, height * 0.05, height * 0.1, "tile");
}

/** One column segment on all four faces, with the underside of the eave in the lowest row. */
function cell(
  soup: number[],
  shades: number[],
  of: Roof,
  [u, step]: readonly [number, number],
  [row, rows]: readonly [number, number],
  column: number,
): void {
  const [v0, v1] = [row / rows, (row + 1) / rows];
  for (const face of [front, side]) {
    const corners = [face(of, u, v0), face(of, u + step, v0), face(of, u + step, v1), face(of, u, v1)] as const;
    for (const flip of [false, true]) {
      const [a, b, c, d] = corners.map((corner) => oriented(corner, face === side, flip)) as [
        Corner,
        Corner,
        Corner,
        Corner,
      ];
      quad(soup, a, b, c, d);
      shades.push(column % 2, column % 2);
      if (row > 0) continue;
      quad(soup, b, a, sunk(a, of.height), sunk(b, of.height));
      quad(soup, a, b, sunk(b, of.height), sunk(a, of.height));
      shades.push(2, 2, 2, 2);
    }
  }
}

function oriented([x, y, z]: Corner, isSide: boolean, flip: boolean): Corner {
  if (isSide) return flip ? [-x, y, z] : [x, y, -z];
  return flip ? [-x, y, -z] : [x, y, z];
}

function sunk([x, y, z]: Corner, height: number): Corner {
  return [x * 0.96, y - height * 0.14, z * 0.96];
}

function rise({ height, lift }: Roof, along: number, up: number): number {
  const corner = (lift ?? height * 0.28) * Math.abs(along) ** 5 * (1 - up) ** 2;
  return height * up ** PROFILE + corner;
}

function front(of: Roof, u: number, v: number): Corner {
  const [w, d] = of.half;
  return [u * (w - (w - of.ridge) * v), rise(of, u, v), d * (1 - v)];
}

function side(of: Roof, u: number, v: number): Corner {
  const [w, d] = of.half;
  return [w - (w - of.ridge) * v, rise(of, u, v), u * d * (1 - v)];
}

export interface Hall {
  /** Half width and half depth of the plinth. */
  readonly half: readonly [number, number];
  readonly wall: number;
  readonly roof: number;
  readonly wallColour?: Tint;
  readonly turn?: number;
  readonly storeys?: 1 | 2;
  readonly doors?: boolean;
}

/** Adds a tiled hall: granite plinth, plastered wall with lattice doors, red pillars, painted beam, hip roof. */
export function hall(into: Builder, x: number, y: number, z: number, of: Hall): void {
  const [w, d] = of.half;
  const base = of.wall * 0.18;
  into.within(frame(x, y, z, [1, 1, 1], of.turn), () => {
    into.box(0, -0.4, 0, w * 2.15, base + 0.4, d * 2.3, "granite", { foot: 0.2 });
    into.box(0, base, 0, w * 1.8, of.wall, d * 1.7, of.wallColour ?? "white", { foot: 0.25 });
    bays(into, of, base);
    into.box(0, base + of.wall * 0.9, 0, w * 1.98, of.wall * 0.16, d * 1.95, mix("pine", "celadon", 0.25));
    roof(into, 0, base + of.wall * 1.02, 0, { half: [w * 1.32, d * 1.5], height: of.roof, ridge: w * 0.78 });
    if (of.storeys === 2) upperStorey(into, of, base);
  });
}

function bays(into: Builder, { half: [w, d], wall, doors }: Hall, base: number): void {
  const count = Math.max(3, Math.round(w / 1.6));
  const bay = (2 * w * 0.94) / count;
  for (const s of [-1, 1]) {
    for (let i = 0; i <= count; i++) {
      into.drum(-w * 0.94 + bay * i, base, s * d * 0.92, Math.min(w, d) * 0.06, wall, "redEarth", { sides: 6 });
    }
    if (doors === false || w < 3.2) continue;
    for (let i = 0; i < count; i++) door(into, -w * 0.94 + bay * (i + 0.5), base, s, bay, d, wall);
  }
}

function door(into: Builder, x: number, base: number, side: number, bay: number, d: number, wall: number): void {
  const paper = mix("white", "reed", 0.3);
  into.box(x, base + wall * 0.08, side * d * 0.855, bay * 0.66, wall * 0.72, 0.06 * d, mix("ochre", "brick", 0.3));
  for (const off of [-0.155, 0.155]) {
    into.box(x + off * bay, base + wall * 0.22, side * d * 0.885, bay * 0.26, wall * 0.54, 0.05 * d, paper);
  }
}

function upperStorey(into: Builder, { half: [w, d], wall, roof: height }: Hall, base: number): void {
  into.box(0, base + wall + height * 0.6, 0, w * 1.1, wall * 0.55, d, "redEarth");
  roof(into, 0, base + wall * 1.5 + height * 0.62, 0, {
    half: [w * 0.95, d * 1.1],
    height: height * 0.85,
    ridge: w * 0.5,
  });
}

/** Adds a straight garden wall along x with a tiled cap. */
export function wall(into: Builder, x: number, y: number, z: number, length: number, high: number, turn = 0): void {
  into.within(frame(x, y, z, [1, 1, 1], turn), () => {
    into.box(0, -0.5, 0, length, high + 0.5, 0.8, mix("clay", "granite", 0.4), { foot: 0.2 });
    into.box(0, 0, 0, length + 0.02, high * 0.32, 0.86, "stoneware", { foot: 0.1 });
    into.box(0, high, 0, length + 0.4, 0.28, 1.5, "tile");
    into.box(0, high + 0.28, 0, length + 0.3, 0.24, 0.6, mix("tile", "granite", 0.2));
  });
}
