/**
 * How people look: the one wardrobe. It maps the indices of the wire to words, and to the colours that both the pictures
 * and the scene draw. Pure; the server knows how many there are of each (`LOOK_CHOICES`), and nothing else.
 */
import type { Aid, Look } from "../protocol/messages";

/** A look with names; figure, hair style and colours are indices of the lists below. */
export interface LookInfo {
  readonly figure: number;
  readonly hairStyle: number;
  readonly top: number;
  readonly bottom: number;
  readonly hair: number;
  readonly skin: number;
  readonly aid: Aid;
}

export const FIGURES = ["coat", "trousers", "skirt", "hanbok"] as const;
export const HAIR_STYLES = ["short", "long", "bun", "hat"] as const;
export const AIDS = ["none", "cane", "wheelchair"] as const satisfies readonly Aid[];
/** Colours by what they colour; the word is for those who do not see the swatch. */
export const COLOURS = {
  top: [
    { word: "white", hex: "#f0e9da" },
    { word: "slate", hex: "#5d6b78" },
    { word: "clay", hex: "#c98a52" },
    { word: "celadon", hex: "#7f9a86" },
    { word: "brick", hex: "#8c5a4a" },
    { word: "ink", hex: "#3f4a58" },
    { word: "straw", hex: "#d9c9a4" },
    { word: "sky", hex: "#a8c7b6" },
    { word: "persimmon", hex: "#b9683e" },
    { word: "violet", hex: "#6b5775" },
    { word: "ivory", hex: "#e6ddcb" },
    { word: "olive", hex: "#86a15c" },
    { word: "river", hex: "#4b6a78" },
    { word: "stone", hex: "#a39b8e" },
    { word: "ochre", hex: "#d7a24f" },
  ],
  bottom: [
    { word: "ink", hex: "#3a3f45" },
    { word: "stone", hex: "#4d4b4a" },
    { word: "slate", hex: "#5c6673" },
    { word: "brown", hex: "#7a6a58" },
    { word: "navy", hex: "#2f3745" },
    { word: "straw", hex: "#6f6a62" },
  ],
  hair: [
    { word: "black", hex: "#201c1b" },
    { word: "dark_brown", hex: "#2a2422" },
    { word: "brown", hex: "#332a26" },
    { word: "ink", hex: "#1c1b1e" },
    { word: "light_brown", hex: "#5a4a40" },
    { word: "white", hex: "#b9b5ae" },
    { word: "grey", hex: "#8f8c88" },
  ],
  skin: [
    { word: "skin1", hex: "#e5b593" },
    { word: "skin2", hex: "#d9a581" },
    { word: "skin3", hex: "#edc3a3" },
    { word: "skin4", hex: "#c68f6a" },
    { word: "skin5", hex: "#b07a58" },
  ],
} as const;

export type FigureKind = (typeof FIGURES)[number];
export type HairKind = (typeof HAIR_STYLES)[number];
export type ColourPart = keyof typeof COLOURS;
export type ColourWord = (typeof COLOURS)[ColourPart][number]["word"];

export const COLOUR_PARTS = Object.keys(COLOURS) as readonly ColourPart[];

// ---- the wire

/** Returns a look with names; what the wire leaves out is the first of its list. */
export function lookInfo(wire: Look): LookInfo {
  const [figure = 0, hairStyle = 0, top = 0, bottom = 0, hair = 0, skin = 0, aid = "none"] = wire;
  return { figure, hairStyle, top, bottom, hair, skin, aid };
}

/** Returns a look in the order of the wire. */
export function lookTuple(look: LookInfo): Required<Look> {
  return [look.figure, look.hairStyle, look.top, look.bottom, look.hair, look.skin, look.aid];
}

// ---- words and colours; an index out of range, of a newer server, is the first of its list

/** Returns the kind of a look's figure. */
export function figureOf(look: LookInfo): FigureKind {
  return FIGURES[look.figure] ?? FIGURES[0];
}

/** Returns the kind of a look's hair. */
export function hairOf(look: LookInfo): HairKind {
  return HAIR_STYLES[look.hairStyle] ?? HAIR_STYLES[0];
}

/** Returns the word and the colour of a part of a look. */
export function colourOf(look: LookInfo, part: ColourPart): { readonly word: ColourWord; readonly hex: string } {
  return COLOURS[part][look[part]] ?? COLOURS[part][0];
}

/** Returns the index of a colour by its word; -1 where the part has no such colour. */
export function colourIndex(part: ColourPart, word: ColourWord): number {
  return COLOURS[part].findIndex((colour) => colour.word === word);
}

/** Draws a look at random: the door suggests one, so that a crowd is not all alike. */
export function anyLook(dice: () => number): LookInfo {
  const pick = (n: number) => Math.floor(dice() * n);
  return {
    figure: pick(3),
    hairStyle: pick(3),
    top: pick(COLOURS.top.length),
    bottom: pick(COLOURS.bottom.length),
    hair: pick(4),
    skin: pick(3),
    aid: "none",
  };
}
