/** Colours of the ground: neighbours differ a little in hue. */
import type { Color } from "three";
import { mix, tint } from "../kit/palette";

/** Each plate mixes palette colours; all take 16 % of white so that nothing shouts. */
const PLATES: Readonly<Record<string, () => Color>> = {
  진영읍: () => mix("ochre", "reed", 0.45),
  주촌면: () => mix("tomb", "clay", 0.55),
  진례면: () => mix("celadon", "reed", 0.35),
  한림면: () => mix("reed", "white", 0.25),
  생림면: () => mix("tomb", "celadon", 0.4),
  상동면: () => mix("celadon", "tomb", 0.25),
  대동면: () => mix(mix("reed", "tomb", 0.4), "celadon", 0.2),
  동상동: () => mix("ochre", "white", 0.35),
  회현동: () => mix("tomb", "reed", 0.35),
  부원동: () => mix("white", "granite", 0.45),
  내외동: () => mix("celadon", "white", 0.45),
  북부동: () => mix("clay", "ochre", 0.25),
  칠산서부동: () => mix(mix("reed", "tomb", 0.3), "celadon", 0.3),
  활천동: () => mix("celadon", "clay", 0.45),
  삼안동: () => mix(mix("tomb", "reed", 0.5), "celadon", 0.35),
  불암동: () => mix("persimmon", "clay", 0.62),
  장유1동: () => mix("clay", "celadon", 0.25),
  장유2동: () => mix("celadon", "tomb", 0.45),
  장유3동: () => mix(mix("persimmon", "reed", 0.72), "clay", 0.45),
};

/** Returns the colour of a district's plate. */
export function plateColour(ko: string): Color {
  return (PLATES[ko]?.() ?? mix("tomb", "clay", 0.5)).lerp(tint("white"), 0.16);
}

/** Returns the colour of the tray's top: land that is not Gimhae. */
export const trayColour = (): Color => mix("white", "celadon", 0.34);
