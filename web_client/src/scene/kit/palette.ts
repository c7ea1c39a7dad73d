/** The palette of the place: colours are named after what they come from. One set for 3D, map and pages. */
import { Color } from "three";

export const PALETTE = {
  stoneware: "#8d8981",
  tile: "#4a5058",
  tomb: "#86a15c",
  pine: "#44644d",
  ochre: "#cd9f5c",
  persimmon: "#e0713a",
  river: "#6a9fb8",
  celadon: "#a8c7b6",
  white: "#f3eee2",
  granite: "#d3ccbe",
  brick: "#50443f",
  reed: "#dcc88f",
  redEarth: "#96503c",
  violet: "#7f5c8c",
  clay: "#e4dccb",
  /** The camps of the hall: blue 찬, ochre 반 (the marks also differ in shape and letter). */
  pro: "#1c5687",
  con: "#7a4e00",
} as const;

export type Tint = keyof typeof PALETTE | Color;

/** Returns a fresh colour for a palette name or a copy of a colour. */
export function tint(of: Tint): Color {
  return typeof of === "string" ? new Color(PALETTE[of]) : of.clone();
}

/** Returns `a` mixed with `b`; share 0 is all `a`, 1 is all `b`. */
export function mix(a: Tint, b: Tint, share: number): Color {
  return tint(a).lerp(tint(b), share);
}
