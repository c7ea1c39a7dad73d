/** The wardrobe's colours as the scene draws them, and a stand-in for those not asked for yet. */
import { Color } from "three";
import { COLOURS, type ColourPart, type LookInfo } from "../../square/looks";
import { mix } from "../kit/palette";
import { dice } from "../kit/random";

/** Tops are softened with granite so that a crowd stays calm. */
const SOFTEN = 0.16;

/** Four colours of a person, linear, one byte a channel: top, bottom, hair, skin. */
export type Tints = readonly [top: number, bottom: number, hair: number, skin: number];

function packed(colour: Color): number {
  const byte = (v: number): number => Math.round(Math.min(1, Math.max(0, v)) * 255);
  return byte(colour.r) | (byte(colour.g) << 8) | (byte(colour.b) << 16);
}

const plain = (part: ColourPart): number[] => COLOURS[part].map(({ hex }) => packed(new Color(hex)));
const TABLE = {
  top: COLOURS.top.map(({ hex }) => packed(mix(new Color(hex), "granite", SOFTEN))),
  bottom: plain("bottom"),
  hair: plain("hair"),
  skin: plain("skin"),
};

/** Returns the packed colours of a look; an index out of range takes the first. */
export function tintsOf(look: LookInfo): Tints {
  const of = (row: readonly number[], index: number): number => row[index] ?? row[0] ?? 0;
  return [of(TABLE.top, look.top), of(TABLE.bottom, look.bottom), of(TABLE.hair, look.hair), of(TABLE.skin, look.skin)];
}

/** Returns a look for a slot nobody asked about yet: the same each time, without an aid. */
export function standInLook(slot: number): LookInfo {
  const roll = dice(slot * 7919 + 11);
  const upTo = (n: number): number => Math.floor(roll() * n);
  const figure = upTo(3);
  const hairStyle = figure === 2 ? 1 + upTo(2) : upTo(2);
  const skin = Math.floor(roll() ** 1.6 * COLOURS.skin.length);
  return {
    figure,
    hairStyle,
    top: upTo(COLOURS.top.length),
    bottom: upTo(COLOURS.bottom.length),
    hair: upTo(COLOURS.hair.length),
    skin,
    aid: "none",
  };
}
