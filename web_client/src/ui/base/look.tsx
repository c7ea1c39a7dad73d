/** A picture of a look, for the door and the dialogs. */
import { colourOf, type FigureKind, figureOf, type HairKind, hairOf, type LookInfo } from "../../square/looks";

const LOWER: Readonly<Record<FigureKind, string>> = {
  coat: "M40 92h24l-2 44H52l0-36-2 36H40z",
  trousers: "M40 84h24l-1 52H53l-1-42-1 42H41z",
  skirt: "M40 84h24l6 38H34zM44 122h6v14h-6zM54 122h6v14h-6z",
  hanbok: "M40 72h24l12 60q-24 8-48 0z",
};
const UPPER: Readonly<Record<FigureKind, string>> = {
  coat: "M38 48q14-7 28 0l6 52H32z",
  trousers: "M39 48q13-7 26 0l2 40H37z",
  skirt: "M39 48q13-7 26 0l1 38H38z",
  hanbok: "M38 48q14-7 28 0l2 26H36z",
};
const HAIR: Readonly<Record<HairKind, string>> = {
  short: "M40 30a12 12 0 0124 0v3q-4-9-12-9t-12 9z",
  long: "M39 30a13 13 0 0126 0v20q-3 3-6 0V34q-7-2-13-8-2 5-1 24-3 3-6 0z",
  bun: "M40 30a12 12 0 0124 0v2q-4-8-12-8t-12 8zM52 10a6 6 0 110 12 6 6 0 010-12z",
  hat: "M34 27h36v3H34zM41 27q0-13 11-13t11 13z",
};

/** A standing or seated person without a face, in flat colours. */
export function Figure({ look, label }: { look: LookInfo; label?: string }) {
  const seated = look.aid === "wheelchair";
  const kind = figureOf(look);
  const [top, skin] = [colourOf(look, "top").hex, colourOf(look, "skin").hex];
  const named = label ? { role: "img" as const, "aria-label": label } : { "aria-hidden": true as const };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: `named` carries the label, or hides a picture that only adorns.
    <svg viewBox="0 0 104 144" {...named}>
      <ellipse cx="52" cy="138" rx="26" ry="4" fill="#000" opacity=".15" />
      {seated && <path d="M30 62v44h38" fill="none" stroke="#4a5058" stroke-width="5" />}
      <path d={seated ? "M40 92h30v14H58l14 28h-9L46 108z" : LOWER[kind]} fill={colourOf(look, "bottom").hex} />
      <path
        d="M38 52q-7 14-6 36l4 2q2-20 8-30zM66 52q7 14 6 36l-4 2q-2-20-8-30z"
        fill={top}
        stroke="#000"
        stroke-opacity=".12"
      />
      <path d={UPPER[seated ? "trousers" : kind]} fill={top} />
      <circle cx="34" cy="91" r="3.5" fill={skin} />
      <circle cx="70" cy="91" r="3.5" fill={skin} />
      <path d="M49 38h6v10h-6z" fill={skin} />
      <ellipse cx="52" cy="32" rx="10.5" ry="12" fill={skin} />
      <path d={HAIR[hairOf(look)]} fill={colourOf(look, "hair").hex} />
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
