/** Which model stands at which place of the world file, and how large it was drawn. */
import type { Builder } from "../kit/builder";
import { teaHouse } from "./civic";
import {
  artsCentre,
  clayarch,
  cultureCentre,
  eunhasa,
  hanok,
  museum,
  observatory,
  themePark,
  woodMuseum,
  yeonjiPark,
} from "./culture";
import {
  bongha, foodTown, gayaland, hwapocheon, injeUniversity, jangyuValley, railPark, sportsPark, stadium, waterPark, yulhacheon,
} from "./leisure"; // biome-ignore format: names
import { bonghwang, daeseongdong, gujibong, queenTomb, suroTomb } from "./tombs";

export interface Model {
  /** Half width and half depth as drawn, metres. */
  readonly half: readonly [number, number];
  readonly draw: (into: Builder) => void;
  /** How much larger than its footprint it may stand: grass and paving one may walk on. */
  readonly margin?: number;
  readonly turn?: number;
}

export const MODELS: Readonly<Record<string, Model>> = {
  "suro-tomb": { half: [26, 28], draw: suroTomb, margin: 1.35 },
  "queen-tomb": { half: [18, 16], draw: queenTomb, margin: 1.3 },
  gujibong: { half: [12, 12], draw: gujibong, margin: 1.6 },
  "gimhae-museum": { half: [24, 23], draw: museum, margin: 1.45 },
  daeseongdong: { half: [26, 16], draw: daeseongdong, margin: 1.35 },
  bonghwang: { half: [16, 13], draw: bonghwang, margin: 1.4 },
  "yeonji-park": { half: [28, 23], draw: yeonjiPark },
  "gaya-theme-park": { half: [24, 17], draw: themePark, margin: 1.35 },
  observatory: { half: [11, 11], draw: observatory, margin: 1.3 },
  "arts-center": { half: [19, 12], draw: artsCentre, margin: 1.3 },
  clayarch: { half: [24, 19], draw: clayarch, margin: 1.25 },
  "rail-park": { half: [6, 8], draw: railPark, turn: Math.PI },
  hwapocheon: { half: [34, 22], draw: hwapocheon },
  bongha: { half: [17, 11], draw: bongha, margin: 1.5 },
  yulhacheon: { half: [16, 12], draw: yulhacheon },
  "jangyu-valley": { half: [13, 10], draw: jangyuValley },
  eunhasa: { half: [16, 12], draw: eunhasa, margin: 1.4 },
  "lotte-water-park": { half: [24, 22], draw: waterPark, margin: 1.4 },
  "inje-univ": { half: [19, 14], draw: injeUniversity, margin: 1.4 },
  "main-stadium": { half: [24, 17], draw: stadium, margin: 1.25 },
  "west-culture-center": { half: [15, 11], draw: cultureCentre, margin: 1.25 },
  hanok: { half: [12, 10], draw: hanok, margin: 1.05 },
  gayaland: { half: [14, 11], draw: gayaland, margin: 1.3 },
  "wood-museum": { half: [12, 9], draw: woodMuseum, margin: 1.2 },
  "global-food-town": { half: [13, 7], draw: foodTown, margin: 1.3 },
  "citizen-sports-park": { half: [15, 10], draw: sportsPark },
  "tea-house": { half: [9, 6], draw: teaHouse, margin: 1.1 },
};

/** Returns the scale at which a model stands on a footprint; without one it stands as drawn, at most 0.8. */
export function modelScale(model: Model, size: readonly [number, number] | null): number {
  if (!size) return 0.8;
  return Math.min(size[0] / model.half[0], size[1] / model.half[1]) * (model.margin ?? 1);
}
