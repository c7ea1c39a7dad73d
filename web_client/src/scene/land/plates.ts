/** Colours of the ground: neighbours differ a little in hue. */
import type { Color } from "three";
import { mix, tint } from "../kit/palette";

/** Each plate mixes palette colours; all take 16 % of white so that nothing shouts. */
const PLATES: Readonly<Record<string, () => Color>> = {
  "jinyeong-eup": () => mix("ochre", "reed", 0.45),
  "juchon-myeon": () => mix("tomb", "clay", 0.55),
  "jillye-myeon": () => mix("celadon", "reed", 0.35),
  "hallim-myeon": () => mix("reed", "white", 0.25),
  "saengnim-myeon": () => mix("tomb", "celadon", 0.4),
  "sangdong-myeon": () => mix("celadon", "tomb", 0.25),
  "daedong-myeon": () => mix(mix("reed", "tomb", 0.4), "celadon", 0.2),
  "dongsang-dong": () => mix("ochre", "white", 0.35),
  "hoehyeon-dong": () => mix("tomb", "reed", 0.35),
  "buwon-dong": () => mix("white", "granite", 0.45),
  "naeoe-dong": () => mix("celadon", "white", 0.45),
  "bukbu-dong": () => mix("clay", "ochre", 0.25),
  "chilsanseobu-dong": () => mix(mix("reed", "tomb", 0.3), "celadon", 0.3),
  "hwalcheon-dong": () => mix("celadon", "clay", 0.45),
  "saman-dong": () => mix(mix("tomb", "reed", 0.5), "celadon", 0.35),
  "buram-dong": () => mix("persimmon", "clay", 0.62),
  "jangyu-1-dong": () => mix("clay", "celadon", 0.25),
  "jangyu-2-dong": () => mix("celadon", "tomb", 0.45),
  "jangyu-3-dong": () => mix(mix("persimmon", "reed", 0.72), "clay", 0.45),
};

/** Returns the colour of a district's plate, by its id. */
export function plateColour(district: string): Color {
  return (PLATES[district]?.() ?? mix("tomb", "clay", 0.5)).lerp(tint("white"), 0.16);
}

/** Returns the colour of the tray's top: land that is not Gimhae. */
export const trayColour = (): Color => mix("white", "celadon", 0.34);
