import type { XZ } from "../kit/curves";
import type { Land, LandPlace } from "./land";

/** The shape of the hand-made world of the development page. */
export interface FakeWorld {
  readonly districts: readonly { id: string; ko: string; ring: XZ[]; label: XZ }[];
  readonly waters: readonly { id: string; ko: string; line: XZ[]; width: number }[];
  readonly places: readonly { id: string; kind: string; ko: string; at: XZ }[];
  readonly track: XZ[];
  readonly hills: { cell: number; columns: number; rows: number; heights: number[] };
  readonly peaks: readonly { ko: string; at: XZ; height: number }[];
}

const HALF = 655.35;
const toScene = ([x, y]: XZ): XZ => [x - HALF, HALF - y];

export function fromFake(fake: FakeWorld): Land {
  const places = fake.places.map((p): LandPlace => ({ ...p, at: toScene(p.at), radius: 20 }));
  const { cell, columns, rows, heights } = fake.hills;
  return {
    half: HALF,
    districts: fake.districts.map((d) => ({
      id: d.id,
      ko: d.ko,
      rings: [d.ring.map(toScene)],
      label: toScene(d.label),
    })),
    waters: fake.waters.map((w) => ({ ...w, line: w.line.map(toScene), closed: false })),
    peaks: fake.peaks.map((p) => ({ ...p, at: toScene(p.at) })),
    places: new Map(places.map((p) => [p.id, p])),
    stations: places.filter((p) => p.kind === "light_rail_station"),
    track: fake.track.map(toScene),
    walkable: () => true,
    elevation: (x, z) => {
      const [fx, fy] = [(x + HALF) / cell, (HALF - z) / cell];
      const i = Math.max(0, Math.min(columns - 2, Math.floor(fx)));
      const j = Math.max(0, Math.min(rows - 2, Math.floor(fy)));
      const [u, v] = [fx - i, fy - j];
      const h = (a: number, b: number): number => heights[b * columns + a] ?? 0;
      return (h(i, j) * (1 - u) + h(i + 1, j) * u) * (1 - v) + (h(i, j + 1) * (1 - u) + h(i + 1, j + 1) * u) * v;
    },
  };
}
