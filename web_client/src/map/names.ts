/** Which names the map would like to show at a scale; what fits decides `labels.ts`. */
import { given } from "../i18n/given";
import { t } from "../i18n/t";
import type { World } from "../world/world";
import type { Camera } from "./camera";
import type { Label } from "./labels";

/** Height of a label by kind, and how much wider than its words it is. */
const SIZE: Readonly<Record<Label["kind"], { height: number; pad: number; lift: number }>> = {
  main: { height: 28, pad: 22, lift: 12 },
  place: { height: 24, pad: 18, lift: 10 },
  station: { height: 22, pad: 14, lift: 9 },
  district: { height: 18, pad: 4, lift: 0 },
  peak: { height: 18, pad: 4, lift: 6 },
  water: { height: 18, pad: 4, lift: 0 },
};
/** Pixels a metre from which stations, peaks and streams are named. */
const STATIONS_FROM = 0.55;
const PEAKS_FROM = 0.45;
/** Pixels a metre from which the Forum Square's name stands at its rim. */
const RIM_FROM = 1.4;
/** Pixels a metre from which districts are too large to be named. */
const DISTRICTS_TO = 5;
/** Places that one looks for first. */
const FIRST: ReadonlyMap<string, number> = new Map([
  ["suro-tomb", 10],
  ["gimhae-museum", 11],
  ["gaya-theme-park", 12],
  ["city-hall", 13],
  ["bongha", 14],
  ["hwapocheon", 15],
  ["yeonji-park", 16],
  ["bunsanseong", 17],
]);

export interface Font {
  readonly family: string;
  measure(text: string, kind: Label["kind"]): number;
}

/** Returns the labels in view, unplaced. */
export function wishes(world: World, camera: Camera, font: Font): Label[] {
  const labels: Label[] = [];
  const add = (text: string, kind: Label["kind"], x: number, y: number, rank: number) => {
    const px = camera.px(x);
    const py = camera.py(y);
    if (px < -80 || py < -40 || px > camera.width + 80 || py > camera.height + 40) return;
    const { height, pad, lift } = SIZE[kind];
    labels.push({ text, kind, x: px, y: py, width: font.measure(text, kind) + pad, height, lift, rank });
  };
  addPlaces(world, camera, add);
  addLand(world, camera, add);
  return labels;
}

type Add = (text: string, kind: Label["kind"], x: number, y: number, rank: number) => void;

function addPlaces(world: World, camera: Camera, add: Add): void {
  for (const place of world.places.values()) {
    const name = given(place);
    // Near by the name stands at the rim: in the middle it would cover those who speak there.
    if (place.kind === "forum") add(name, "main", place.x, place.y + (camera.scale < RIM_FROM ? 0 : place.radius), 0);
    else if (place.kind === "station") {
      if (camera.scale >= STATIONS_FROM) add(name, "station", place.x, place.y, 60);
    } else if (place.kind === "mountain") continue;
    else add(name, "place", place.x, place.y, FIRST.get(place.id) ?? (place.lon === undefined ? 55 : 40));
  }
}

function addLand(world: World, camera: Camera, add: Add): void {
  if (camera.scale < DISTRICTS_TO) {
    for (const district of world.districts) {
      // From afar the 19 names are the map; near by they are its background.
      add(given(district), "district", district.label[0], district.label[1], camera.scale < 1.2 ? 5 : 70);
    }
  }
  if (camera.scale < PEAKS_FROM) return;
  for (const peak of world.peaks) add(t("map.peak", { name: given(peak), n: peak.height }), "peak", peak.x, peak.y, 65);
  for (const river of world.rivers) {
    const middle = Math.floor(river.line.length / 4) * 2;
    add(given(river), "water", river.line[middle] ?? 0, river.line[middle + 1] ?? 0, 66);
  }
}
