/**
 * The ground under everything: which district, how far from the border, how high. Pure numbers; the meshes are made
 * from it, and what they turn out to be is written back into a height map, so that feet stand on what is seen.
 */
import type { Color } from "three";
import { smoothstep, type XZ } from "../kit/curves";
import type { Land } from "./land";
import { plateColour, trayColour } from "./plates";

/** Metres of a cell of the district raster: half the narrowest plate, at 110 thousand cells. */
const CELL = 4;
/** Metres of a cell of the height map. */
const HEIGHT_CELL = 2.5;
/** The plain of the plates; districts differ by small steps. */
export const PLAIN = 7;
const STEP = 0.35;

export const FORUM_RADIUS = 55;
export class Ground {
  readonly land: Land;
  readonly forum: XZ;
  readonly cityHall: XZ;
  readonly #columns: number;
  readonly #district: Int8Array;
  readonly #border: Float32Array;
  readonly #heights: Float32Array;
  readonly #heightColumns: number;

  constructor(land: Land) {
    this.land = land;
    this.forum = land.places.get("forum-square")?.at ?? [0, 0];
    this.cityHall = land.places.get("city-hall")?.at ?? [0, -90];
    this.#columns = Math.ceil((land.half * 2) / CELL);
    this.#district = rasterise(land, this.#columns);
    this.#border = borderDistance(this.#district, this.#columns);
    this.#heightColumns = Math.ceil((land.half * 2) / HEIGHT_CELL) + 1;
    this.#heights = new Float32Array(this.#heightColumns ** 2);
  }

  /** Returns the index of the district, or -1 outside the city. */
  districtAt(x: number, z: number): number {
    return this.#district[this.#cell(x, z)] ?? -1;
  }

  /** Returns metres to the border of the city, from either side, about to the cell. */
  borderDistance(x: number, z: number): number {
    return this.#border[this.#cell(x, z)] ?? 0;
  }

  #cell(x: number, z: number): number {
    const { half } = this.land;
    const clamp = (v: number): number => Math.min(this.#columns - 1, Math.max(0, Math.floor((v + half) / CELL)));
    return clamp(z) * this.#columns + clamp(x);
  }

  /** Returns the colour of the plate at a point; outside the city that of the tray. */
  colourAt(x: number, z: number): Color {
    const district = this.land.districts[this.districtAt(x, z)];
    return district ? plateColour(district.id) : trayColour();
  }

  /** Returns the height of a district's plate. */
  plate(district: number): number {
    return district < 0 ? 0 : PLAIN + ((district * 5) % 4) * STEP;
  }

  /** Returns how high the hills stand over the plain; none outside the city. */
  hill(x: number, z: number): number {
    if (this.districtAt(x, z) < 0) return 0;
    return this.land.hill(x, z) * smoothstep(0, 14, this.borderDistance(x, z));
  }

  /** Lays the plates down as the height map; hills are pressed in afterwards. */
  levelPlates(): void {
    const { half } = this.land;
    for (let j = 0; j < this.#heightColumns; j++) {
      for (let i = 0; i < this.#heightColumns; i++) {
        const district = this.districtAt(-half + i * HEIGHT_CELL, -half + j * HEIGHT_CELL);
        this.#heights[j * this.#heightColumns + i] = this.plate(district);
      }
    }
  }

  /** Raises the height map to a triangle of the terrain (three corners of x, y, z). */
  press(a: readonly number[], b: readonly number[], c: readonly number[]): void {
    const { half } = this.land;
    const toIndex = (v: number): number => (v + half) / HEIGHT_CELL;
    const [ax = 0, ay = 0, az = 0] = a;
    const [bx = 0, by = 0, bz = 0] = b;
    const [cx = 0, cy = 0, cz = 0] = c;
    const area = (bx - ax) * (cz - az) - (cx - ax) * (bz - az);
    if (Math.abs(area) < 1e-6) return;
    for (let j = Math.ceil(toIndex(Math.min(az, bz, cz))); j <= toIndex(Math.max(az, bz, cz)); j++) {
      for (let i = Math.ceil(toIndex(Math.min(ax, bx, cx))); i <= toIndex(Math.max(ax, bx, cx)); i++) {
        const [x, z] = [i * HEIGHT_CELL - half, j * HEIGHT_CELL - half];
        const u = ((bx - x) * (cz - z) - (cx - x) * (bz - z)) / area;
        const v = ((cx - x) * (az - z) - (ax - x) * (cz - z)) / area;
        if (u < -0.001 || v < -0.001 || u + v > 1.002) continue;
        const k = j * this.#heightColumns + i;
        this.#heights[k] = Math.max(this.#heights[k] ?? 0, u * ay + v * by + (1 - u - v) * cy);
      }
    }
  }

  /** Returns the height of the open ground in metres (the Forum Square's own steps are in forum.ts). */
  height(x: number, z: number): number {
    const [fx, fz] = [(x + this.land.half) / HEIGHT_CELL, (z + this.land.half) / HEIGHT_CELL];
    const last = this.#heightColumns - 2;
    const i = Math.min(last, Math.max(0, Math.floor(fx)));
    const j = Math.min(last, Math.max(0, Math.floor(fz)));
    const [u, v] = [Math.min(1, Math.max(0, fx - i)), Math.min(1, Math.max(0, fz - j))];
    const k = j * this.#heightColumns + i;
    const h = this.#heights;
    const near = (h[k] ?? 0) * (1 - u) + (h[k + 1] ?? 0) * u;
    const far = (h[k + this.#heightColumns] ?? 0) * (1 - u) + (h[k + this.#heightColumns + 1] ?? 0) * u;
    return near * (1 - v) + far * v;
  }
}

/** Fills the polygons into a raster by scan lines. */
function rasterise(land: Land, columns: number): Int8Array {
  const raster = new Int8Array(columns * columns).fill(-1);
  land.districts.forEach(({ ring }, district) => {
    for (let row = 0; row < columns; row++) {
      const z = -land.half + (row + 0.5) * CELL;
      const crossings = crossingsOf(ring, z).sort((a, b) => a - b);
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const from = Math.max(0, Math.ceil(((crossings[k] as number) + land.half) / CELL - 0.5));
        const to = Math.min(columns - 1, Math.floor(((crossings[k + 1] as number) + land.half) / CELL - 0.5));
        for (let column = from; column <= to; column++) raster[row * columns + column] = district;
      }
    }
  });
  return raster;
}

function crossingsOf(ring: readonly XZ[], z: number): number[] {
  const out: number[] = [];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, az] = ring[i] as XZ;
    const [bx, bz] = ring[j] as XZ;
    if (az > z !== bz > z) out.push(ax + ((z - az) / (bz - az)) * (bx - ax));
  }
  return out;
}

/** Distance to where city meets not-city, by two chamfer passes. */
function borderDistance(district: Int8Array, columns: number): Float32Array {
  const far = new Float32Array(columns * columns).fill(1e4);
  const inside = (k: number): boolean => (district[k] ?? -1) >= 0;
  for (let k = 0; k < far.length; k++) {
    if (inside(k) !== inside(k + 1) || inside(k) !== inside(k + columns)) far[k] = 0;
  }
  const relax = (k: number, neighbour: number, weight: number): void => {
    if (neighbour < 0 || neighbour >= far.length) return;
    far[k] = Math.min(far[k] as number, (far[neighbour] as number) + weight);
  };
  const [back, ahead] = [steps(columns, -1), steps(columns, 1)];
  for (let k = 0; k < far.length; k++) for (const [by, w] of back) relax(k, k + by, w);
  for (let k = far.length - 1; k >= 0; k--) for (const [by, w] of ahead) relax(k, k + by, w);
  return far;
}

function steps(columns: number, sign: number): readonly (readonly [number, number])[] {
  const diagonal = CELL * Math.SQRT2;
  return [
    [sign, CELL],
    [sign * columns, CELL],
    [sign * (columns + 1), diagonal],
    [sign * (columns - 1), diagonal],
  ];
}
