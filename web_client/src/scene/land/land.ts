/**
 * The world file in the frame of the scene: X east, Z south, metres from the middle of the square of 1310.7 m.
 * The only place of the scene that reads `World`; nothing here invents a place.
 */
import type { Line, Place, World } from "../../world/world";
import type { XZ } from "../kit/curves";

export interface LandPlace extends Omit<Place, "x" | "y"> {
  readonly at: XZ;
}

export interface LandDistrict {
  readonly id: string;
  readonly ko: string;
  readonly en: string;
  readonly ring: readonly XZ[];
  readonly label: XZ;
}

export interface LandLine {
  readonly id: string;
  readonly ko: string;
  readonly en: string;
  readonly width: number;
  readonly line: readonly XZ[];
}

export interface LandPeak {
  readonly ko: string;
  readonly en: string;
  readonly at: XZ;
  readonly height: number;
}

export interface Land {
  readonly world: World;
  readonly half: number;
  readonly districts: readonly LandDistrict[];
  readonly places: ReadonlyMap<string, LandPlace>;
  readonly rivers: readonly LandLine[];
  readonly roads: readonly LandLine[];
  readonly bridges: readonly (readonly XZ[])[];
  readonly ponds: readonly { readonly place: string; readonly ring: readonly XZ[] }[];
  readonly peaks: readonly LandPeak[];
  readonly track: readonly XZ[];
  readonly stations: readonly LandPlace[];
  /** Height of the hills as drawn, metres over the plain. */
  hill(x: number, z: number): number;
  walkable(x: number, z: number): boolean;
  /** Points of a kind of scenery: pine, tree, house, flat, paddy, orchard, reed, ring_tree. */
  scatter(kind: string): readonly XZ[];
}

/** Returns the world as the scene sees it. */
export function fromWorld(world: World): Land {
  const half = world.side / 2;
  const point = (x: number, y: number): XZ => [x - half, half - y];
  const points = (line: Line): XZ[] => pairs(line).map(([x, y]) => point(x, y));
  const places = new Map(
    [...world.places.values()].map(({ x, y, ...rest }): [string, LandPlace] => [rest.id, { ...rest, at: point(x, y) }]),
  );
  return {
    world,
    half,
    places,
    districts: world.districts.map(({ id, ko, en, ring, label }) => ({
      id,
      ko,
      en,
      ring: points(ring),
      label: point(...label),
    })),
    rivers: world.rivers.map((river) => ({ ...river, line: points(river.line) })),
    roads: world.roads.map(({ width, line }, i) => ({ id: `road-${i}`, ko: "", en: "", width, line: points(line) })),
    bridges: world.bridges.map(points),
    ponds: world.ponds.map(({ place, ring }) => ({ place, ring: points(ring) })),
    peaks: world.peaks.map(({ ko, en, x, y, height }) => ({ ko, en, at: point(x, y), height })),
    track: points(world.rail.line),
    stations: world.rail.stations.flatMap((id) => places.get(id) ?? []),
    hill: (x, z) => world.relief.height(x + half, half - z) * world.relief.drawn,
    walkable: (x, z) => world.grid.walkable(x + half, half - z),
    scatter: (kind) => points(world.scatter.get(kind) ?? new Float32Array()),
  };
}

function pairs(line: Line): [number, number][] {
  const out: [number, number][] = [];
  for (let i = 0; i + 1 < line.length; i += 2) out.push([line[i] ?? 0, line[i + 1] ?? 0]);
  return out;
}
