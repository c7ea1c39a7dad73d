/**
 * The virtual Gimhae: places, zones, water, hills and where one can walk. Metres; x east, y north.
 *
 * `decodeWorld` reads `/world.json` (its shape: rooms/world/format.py). Lines and rings become Float32Array
 * `[x, y, x, y ...]` in metres; grids become typed arrays.
 */
import { WalkGrid } from "./grid";
import type { HallLayout } from "./hall_layout";
import { Relief } from "./relief";

/** `[x, y, x, y ...]` in metres. */
export type Line = Float32Array;

export interface Place {
  readonly id: string;
  readonly kind: string;
  readonly ko: string;
  readonly en: string;
  /** Where its model stands. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly district: string;
  readonly facts: { readonly ko: readonly string[]; readonly en: readonly string[] };
  /** Where one arrives: x, y, heading in radians clockwise from north. */
  readonly entrance: readonly [x: number, y: number, heading: number];
  /** Half width and half depth of the footprint that nobody walks through; absent where one walks on it. */
  readonly size?: readonly [halfWidth: number, halfDepth: number];
  /** True longitude and latitude; absent where the place is the agora's own. */
  readonly lon?: number;
  readonly lat?: number;
}

export interface Named {
  readonly id: string;
  readonly kind: string;
  readonly ko: string;
  readonly en: string;
}

export interface District extends Named {
  readonly label: readonly [x: number, y: number];
  readonly ring: Line;
}

export interface Zone {
  readonly id: string;
  readonly kind: "forum" | "hall" | "table" | "garden";
  readonly place: string;
  /** closed: only who is inside hears; quiet: nobody is spoken to. */
  readonly hearing: "open" | "closed" | "quiet";
  readonly circle?: readonly [x: number, y: number, radius: number];
  readonly box?: readonly [x0: number, y0: number, x1: number, y1: number];
}

export interface River extends Named {
  readonly width: number;
  readonly line: Line;
}

export interface Wall {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  /** True where it stops feet as well as words; false for a doorway or the edge of a table. */
  readonly solid: boolean;
}

export interface Peak {
  readonly ko: string;
  readonly en: string;
  readonly x: number;
  readonly y: number;
  /** True height, metres. */
  readonly height: number;
}

export interface Credit {
  readonly id: string;
  readonly ko: string;
  readonly en: string;
  readonly terms: string;
}

export interface Rail {
  readonly line: Line;
  /** Place ids in the order of the line. */
  readonly stations: readonly string[];
  /** How far along the line each station lies, metres. */
  readonly marks: readonly number[];
}

export interface World {
  /** Side of the square, metres. */
  readonly side: number;
  /** Where City Hall truly stands: the centre of the projection. */
  readonly centre: readonly [x: number, y: number];
  readonly credits: readonly Credit[];
  readonly districts: readonly District[];
  readonly places: ReadonlyMap<string, Place>;
  readonly zones: readonly Zone[];
  readonly walls: readonly Wall[];
  /** The halls that forums are held in, by place. */
  readonly halls: ReadonlyMap<string, HallLayout>;
  readonly rail: Rail;
  readonly rivers: readonly River[];
  readonly ponds: readonly { readonly id: string; readonly place: string; readonly ring: Line }[];
  readonly roads: readonly { readonly width: number; readonly line: Line }[];
  readonly bridges: readonly Line[];
  readonly peaks: readonly Peak[];
  readonly relief: Relief;
  readonly grid: WalkGrid;
  /** Points by kind: pine, tree, house, flat, paddy, orchard, reed, ring_tree. */
  readonly scatter: ReadonlyMap<string, Line>;
}

const VERSION = 2;
const STEP = 0.02;

type Flat = readonly number[];

interface WorldFile {
  readonly version: number;
  readonly side: number;
  readonly centre: [number, number];
  readonly credits: Credit[];
  readonly districts: (Named & { label: [number, number]; ring: Flat })[];
  readonly places: Place[];
  readonly zones: Zone[];
  readonly walls: [number, number, number, number, number][];
  readonly halls: Omit<HallLayout, "x" | "y">[];
  readonly rail: { line: Flat; stations: string[]; marks: number[] };
  readonly rivers: (Named & { width: number; line: Flat })[];
  readonly ponds: { id: string; place: string; ring: Flat }[];
  readonly roads: { width: number; line: Flat }[];
  readonly bridges: Flat[];
  readonly hills: { spacing: number; nodes: number; unit: number; drawn: number; heights: string };
  readonly peaks: Peak[];
  readonly grid: { cell: number; cells: number; runs: string };
  readonly scatter: Record<string, Flat>;
}

/** Reads the parsed `/world.json`; throws where it is of another version or damaged. */
export function decodeWorld(json: unknown): World {
  const file = json as WorldFile;
  if (file?.version !== VERSION) {
    throw new Error(`world file of version ${file?.version}, wanted ${VERSION}`);
  }
  const places = new Map(file.places.map((place) => [place.id, place]));
  return {
    side: file.side,
    centre: file.centre,
    credits: file.credits,
    districts: file.districts.map((row) => ({ ...row, ring: line(row.ring) })),
    places,
    zones: file.zones,
    walls: file.walls.map(([x0, y0, x1, y1, solid]) => ({ from: [x0, y0], to: [x1, y1], solid: solid === 1 })),
    halls: new Map(file.halls.map((row) => [row.place, { ...row, ...middleOf(places.get(row.place)) }])),
    rail: { ...file.rail, line: line(file.rail.line) },
    rivers: file.rivers.map((row) => ({ ...row, line: line(row.line) })),
    ponds: file.ponds.map((row) => ({ ...row, ring: line(row.ring) })),
    roads: file.roads.map((row) => ({ ...row, line: line(row.line) })),
    bridges: file.bridges.map(line),
    peaks: file.peaks,
    relief: new Relief(file.hills),
    grid: new WalkGrid(file.grid),
    scatter: new Map(Object.entries(file.scatter).map(([kind, points]) => [kind, line(points)])),
  };
}

function middleOf(place: Place | undefined): { x: number; y: number } {
  if (!place) throw new Error("world file: a hall without its place");
  return { x: place.x, y: place.y };
}

/** Fetches and reads the world of this installation. */
export async function loadWorld(url = "/world.json"): Promise<World> {
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error(`world file: ${answer.status}`);
  }
  return decodeWorld(await answer.json());
}

/** The zone of a point, the innermost where they overlap. */
export function zoneAt(world: World, x: number, y: number): Zone | undefined {
  return world.zones.find((zone) => zoneContains(zone, x, y));
}

export function zoneContains(zone: Zone, x: number, y: number): boolean {
  if (zone.circle) {
    return Math.hypot(x - zone.circle[0], y - zone.circle[1]) <= zone.circle[2];
  }
  return zone.box !== undefined && x >= zone.box[0] && x <= zone.box[2] && y >= zone.box[1] && y <= zone.box[3];
}

/** The place whose edge is nearest; inside several, the one entered deepest. The same rule as the server's. */
export function nearestPlace(world: World, x: number, y: number): Place | null {
  let best: Place | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const place of world.places.values()) {
    const apart = Math.hypot(x - place.x, y - place.y) - place.radius;
    if (apart < least) {
      least = apart;
      best = place;
    }
  }
  return best;
}

function line(flat: Flat): Line {
  return Float32Array.from(flat, (unit) => unit * STEP);
}
