import { Color } from "three";
import { describe, expect, it } from "vitest";
import { COLOURS, lookInfo } from "../../square/looks";
import { standInLook, tintsOf } from "./wardrobe";

const PLAIN = lookInfo([]);
/** What the scene draws of a colour: linear, one byte a channel. */
const linear = (hex: string) => {
  const { r, g, b } = new Color(hex);
  return [r, g, b].map((channel) => Math.round(channel * 255));
};
const channels = (packed: number) => [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255];

describe("the colours of a person in the scene", () => {
  it("are those of the wardrobe for every look; tops are softened", () => {
    COLOURS.bottom.forEach(({ hex }, bottom) => {
      expect(channels(tintsOf({ ...PLAIN, bottom })[1])).toEqual(linear(hex));
    });
    COLOURS.hair.forEach(({ hex }, hair) => {
      expect(channels(tintsOf({ ...PLAIN, hair })[2])).toEqual(linear(hex));
    });
    COLOURS.skin.forEach(({ hex }, skin) => {
      expect(channels(tintsOf({ ...PLAIN, skin })[3])).toEqual(linear(hex));
    });
    expect(new Set(COLOURS.top.map((_, top) => tintsOf({ ...PLAIN, top })[0])).size).toBe(COLOURS.top.length);
  });

  it("are the first of a list for what is not known", () => {
    expect(tintsOf({ ...PLAIN, top: 99, bottom: 99, hair: 99, skin: 99 })).toEqual(tintsOf(PLAIN));
  });

  it("stand in for somebody in the same way each time, without an aid", () => {
    for (let slot = 0; slot < 300; slot++) {
      const look = standInLook(slot);
      expect(standInLook(slot)).toEqual(look);
      expect(look.aid).toBe("none");
      expect(COLOURS.top[look.top]).toBeDefined();
    }
  });
});
