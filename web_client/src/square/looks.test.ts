import { describe, expect, it } from "vitest";
import { t } from "../i18n/t";
import { LOOK_CHOICES, type Look } from "../protocol/messages";
import {
  AIDS,
  anyLook,
  COLOUR_PARTS,
  COLOURS,
  colourIndex,
  colourOf,
  FIGURES,
  figureOf,
  HAIR_STYLES,
  hairOf,
  lookInfo,
  lookTuple,
} from "./looks";

const LISTS = { figure: FIGURES, hairStyle: HAIR_STYLES, ...COLOURS } as const;
type Choice = keyof typeof LISTS;
const PLAIN = lookInfo([]);
const CHOICES = Object.keys(LISTS) as readonly Choice[];
/** Every value of every part, the others plain. */
const EVERY = [
  ...CHOICES.flatMap((part) => LISTS[part].map((_, index) => ({ ...PLAIN, [part]: index }))),
  ...AIDS.map((aid) => ({ ...PLAIN, aid })),
];

describe("the wardrobe", () => {
  it("holds as many of each thing as the server lets one choose", () => {
    expect(Object.fromEntries(CHOICES.map((part) => [part, LISTS[part].length]))).toEqual(LOOK_CHOICES);
  });

  it.each(EVERY)("carries a look over the wire and back: %o", (look) => {
    expect(lookInfo(lookTuple(look))).toEqual(look);
  });

  it("puts every part at its own place of the wire", () => {
    const wire: Look = [1, 2, 3, 4, 5, 6, "cane"];

    expect(lookInfo(wire)).toEqual({ figure: 1, hairStyle: 2, top: 3, bottom: 4, hair: 5, skin: 6, aid: "cane" });
    expect(lookTuple(lookInfo(wire))).toEqual(wire);
  });

  it.each(EVERY)("has words and colours for %o", (look) => {
    const said = [
      t(`look.${figureOf(look)}`),
      t(`look.${hairOf(look)}`),
      t(`look.aid.${look.aid}`),
      ...COLOUR_PARTS.map((part) => t(`colour.${colourOf(look, part).word}`)),
    ];

    expect(said.filter((words) => words === "" || words.includes("."))).toEqual([]);
    for (const part of COLOUR_PARTS) expect(colourOf(look, part)).toBe(COLOURS[part][look[part]]);
  });

  it("tells the colours of a part apart, by word and by what is drawn", () => {
    for (const part of COLOUR_PARTS) {
      const colours = COLOURS[part];
      expect(new Set(colours.map(({ word }) => word)).size).toBe(colours.length);
      expect(new Set(colours.map(({ hex }) => hex)).size).toBe(colours.length);
      expect(colours.map(({ word }) => colourIndex(part, word))).toEqual(colours.map((_, index) => index));
    }
    expect(colourIndex("skin", "navy")).toBe(-1);
  });

  it("takes the first of a list for what it does not know", () => {
    const newer = { figure: 9, hairStyle: 9, top: 99, bottom: 99, hair: 99, skin: 99, aid: "none" } as const;

    expect([figureOf(newer), hairOf(newer)]).toEqual(["coat", "short"]);
    for (const part of COLOUR_PARTS) expect(colourOf(newer, part)).toBe(COLOURS[part][0]);
  });

  it("draws looks that the server takes, whatever the dice say", () => {
    for (const roll of [0, 0.5, 0.999_999]) {
      const look = anyLook(() => roll);
      for (const part of CHOICES) expect(look[part]).toBeLessThan(LOOK_CHOICES[part]);
    }
  });
});
