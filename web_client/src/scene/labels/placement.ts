/** Where a label stands on the screen: by its style's rule, inside the edges, over nothing that was placed before. Pure. */
import type { Taken } from "./shelves";
import type { LabelStyle } from "./styles";

/** Left, top, right, bottom: CSS pixels. */
export type Box = readonly [number, number, number, number];

/** A label's place: from its anchor to the left edge of its card, from its anchor up to the card, and the card's box. */
export interface Placement {
  readonly dx: number;
  readonly up: number;
  readonly box: Box;
}

/** Steps up the leader that a crowded label tries, CSS pixels. */
const CLIMBS = [0, 16, 32, 50, 70, 92];
/** Steps that the name of an area tries from its middle. */
const SLIDES = [0, 14, -14, 28, -28, 42, -42, 56, -56];
const STAYS = [0];
/** Pixels that a label keeps from the left and the right edge of the screen, and from the top. */
const SIDE_GAP = 6;
const TOP_GAP = 2;

/**
 * Returns where a card of an anchor on the screen goes, or null where there is no room. A card that is to be kept stands
 * at its first step even over another.
 */
export function placement(
  style: LabelStyle,
  card: { readonly w: number; readonly h: number },
  keep: boolean,
  [sx, sy]: readonly [number, number],
  width: number,
  taken: Taken,
): Placement | null {
  const wanted = sx - card.w * (style.anchor ?? 0.5);
  const left = wanted + Math.min(0, width - SIDE_GAP - wanted - card.w) + Math.max(0, SIDE_GAP - wanted);
  const at = (climb: number): Placement => {
    const up = (style.lead ?? 0) + climb;
    return { dx: left - sx, up, box: [left, sy - up - card.h, left + card.w, sy - up] };
  };
  for (const climb of style.slides ? SLIDES : style.lead !== undefined || keep ? CLIMBS : STAYS) {
    const one = at(climb);
    const [x0, y0, x1, y1] = one.box;
    if (y0 >= TOP_GAP && taken.free(x0 - 2, y0 - 1, x1 + 2, y1 + 1)) return one;
  }
  return keep ? at(0) : null;
}
