/** Looks: the wardrobe by name, and a picture of a look for the door and the dialog. */
import type { Key } from "../i18n/t";
import type { Aid } from "../protocol/messages";
import type { LookInfo } from "../square/square";

/** The wardrobe of the 3D people (`scene/people/wardrobe.ts`), whose file must not be loaded here: it brings three. */
export const TOPS = [
  "#f0e9da",
  "#5d6b78",
  "#c98a52",
  "#7f9a86",
  "#8c5a4a",
  "#3f4a58",
  "#d9c9a4",
  "#a8c7b6",
  "#b9683e",
  "#6b5775",
  "#e6ddcb",
  "#86a15c",
  "#4b6a78",
  "#a39b8e",
  "#d7a24f",
] as const;
export const BOTTOMS = ["#3a3f45", "#4d4b4a", "#5c6673", "#7a6a58", "#2f3745", "#6f6a62"] as const;
export const HAIRS = ["#201c1b", "#2a2422", "#332a26", "#1c1b1e", "#5a4a40", "#b9b5ae", "#8f8c88"] as const;
export const SKINS = ["#e5b593", "#d9a581", "#edc3a3", "#c68f6a", "#b07a58"] as const;
export const FIGURES = ["look.coat", "look.trousers", "look.skirt", "look.hanbok"] as const satisfies readonly Key[];
export const HAIR_STYLES = ["look.short", "look.long", "look.bun", "look.hat"] as const satisfies readonly Key[];
export const AIDS = ["none", "cane", "wheelchair"] as const satisfies readonly Aid[];
/** Colour names for those who do not see the swatch; the order is that of the lists above. */
export const COLOUR_KEYS = {
  top: [
    "white",
    "slate",
    "clay",
    "celadon",
    "brick",
    "ink",
    "straw",
    "sky",
    "persimmon",
    "violet",
    "ivory",
    "olive",
    "river",
    "stone",
    "ochre",
  ],
  bottom: ["ink", "stone", "slate", "brown", "navy", "straw"],
  hair: ["black", "dark_brown", "brown", "ink", "light_brown", "white", "grey"],
  skin: ["skin1", "skin2", "skin3", "skin4", "skin5"],
} as const;

export const PLAIN: LookInfo = { figure: 0, hairStyle: 0, top: 0, bottom: 0, hair: 0, skin: 0, aid: "none" };

/** Draws a look at random: the door suggests one, so that a crowd is not all alike. */
export function anyLook(dice: () => number): LookInfo {
  const pick = (n: number) => Math.floor(dice() * n);
  return {
    figure: pick(3),
    hairStyle: pick(3),
    top: pick(TOPS.length),
    bottom: pick(BOTTOMS.length),
    hair: pick(4),
    skin: pick(3),
    aid: "none",
  };
}

const LOWER = [
  // coat over trousers, trousers, skirt, hanbok
  "M40 92h24l-2 44H52l0-36-2 36H40z",
  "M40 84h24l-1 52H53l-1-42-1 42H41z",
  "M40 84h24l6 38H34zM44 122h6v14h-6zM54 122h6v14h-6z",
  "M40 72h24l12 60q-24 8-48 0z",
] as const;
const UPPER = [
  "M38 48q14-7 28 0l6 52H32z",
  "M39 48q13-7 26 0l2 40H37z",
  "M39 48q13-7 26 0l1 38H38z",
  "M38 48q14-7 28 0l2 26H36z",
] as const;
const HAIR = [
  "M40 30a12 12 0 0124 0v3q-4-9-12-9t-12 9z",
  "M39 30a13 13 0 0126 0v20q-3 3-6 0V34q-7-2-13-8-2 5-1 24-3 3-6 0z",
  "M40 30a12 12 0 0124 0v2q-4-8-12-8t-12 8zM52 10a6 6 0 110 12 6 6 0 010-12z",
  "M34 27h36v3H34zM41 27q0-13 11-13t11 13z",
] as const;

/** A standing or seated person without a face, in flat colours. */
export function Figure({ look, label }: { look: LookInfo; label?: string }) {
  const seated = look.aid === "wheelchair";
  const top = TOPS[look.top] ?? TOPS[0];
  const bottom = BOTTOMS[look.bottom] ?? BOTTOMS[0];
  const skin = SKINS[look.skin] ?? SKINS[0];
  const named = label ? { role: "img" as const, "aria-label": label } : { "aria-hidden": true as const };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: `named` carries the label, or hides a picture that only adorns.
    <svg viewBox="0 0 104 144" {...named}>
      <ellipse cx="52" cy="138" rx="26" ry="4" fill="#000" opacity=".15" />
      {seated && <path d="M30 62v44h38" fill="none" stroke="#4a5058" stroke-width="5" />}
      <path d={seated ? "M40 92h30v14H58l14 28h-9L46 108z" : (LOWER[look.figure] ?? LOWER[0])} fill={bottom} />
      <path
        d="M38 52q-7 14-6 36l4 2q2-20 8-30zM66 52q7 14 6 36l-4 2q-2-20-8-30z"
        fill={top}
        stroke="#000"
        stroke-opacity=".12"
      />
      <path d={UPPER[seated ? 1 : look.figure] ?? UPPER[0]} fill={top} />
      <circle cx="34" cy="91" r="3.5" fill={skin} />
      <circle cx="70" cy="91" r="3.5" fill={skin} />
      <path d="M49 38h6v10h-6z" fill={skin} />
      <ellipse cx="52" cy="32" rx="10.5" ry="12" fill={skin} />
      <path d={HAIR[look.hairStyle] ?? HAIR[0]} fill={HAIRS[look.hair] ?? HAIRS[0]} />
      {look.aid === "cane" && (
        <path d="M72 90q0-7 6-7t6 6M72 90v48" fill="none" stroke="#6a4b32" stroke-width="3" stroke-linecap="round" />
      )}
      {seated && (
        <g fill="none" stroke="#4a5058" stroke-width="3.5">
          <circle cx="44" cy="118" r="19" />
          <circle cx="76" cy="131" r="6" />
        </g>
      )}
    </svg>
  );
}
