/** Colours of clothes, hair and skin by the indices of `LookInfo`, and a stand-in for those not asked for yet. */
import { Color } from "three";
import type { LookInfo } from "../../square/square";
import { mix } from "../kit/palette";
import { dice } from "../kit/random";

const TOPS = [
  0xf0e9da, 0x5d6b78, 0xc98a52, 0x7f9a86, 0x8c5a4a, 0x3f4a58, 0xd9c9a4, 0xa8c7b6, 0xb9683e, 0x6b5775, 0xe6ddcb, 0x86a15c,
  0x4b6a78, 0xa39b8e, 0xd7a24f,
] as const; // biome-ignore format: a row of colours
const BOTTOMS = [0x3a3f45, 0x4d4b4a, 0x5c6673, 0x7a6a58, 0x2f3745, 0x6f6a62] as const;
const HAIRS = [0x201c1b, 0x2a2422, 0x332a26, 0x1c1b1e, 0x5a4a40, 0xb9b5ae, 0x8f8c88] as const;
const SKINS = [0xe5b593, 0xd9a581, 0xedc3a3, 0xc68f6a, 0xb07a58] as const;
/** Tops are softened with granite so that a crowd stays calm. */
const SOFTEN = 0.16;

/** Four colours of a person, linear, one byte a channel: top, bottom, hair, skin. */
export type Tints = readonly [top: number, bottom: number, hair: number, skin: number];

function packed(colour: Color): number {
  const byte = (v: number): number => Math.round(Math.min(1, Math.max(0, v)) * 255);
  return byte(colour.r) | (byte(colour.g) << 8) | (byte(colour.b) << 16);
}

const plain = (hexes: readonly number[]): number[] => hexes.map((hex) => packed(new Color(hex)));
const TABLE = {
  top: TOPS.map((hex) => packed(mix(new Color(hex), "granite", SOFTEN))),
  bottom: plain(BOTTOMS),
  hair: plain(HAIRS),
  skin: plain(SKINS),
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
  const skin = Math.floor(roll() ** 1.6 * SKINS.length);
  return {
    figure,
    hairStyle,
    top: upTo(TOPS.length),
    bottom: upTo(BOTTOMS.length),
    hair: upTo(HAIRS.length),
    skin,
    aid: "none",
  };
}
