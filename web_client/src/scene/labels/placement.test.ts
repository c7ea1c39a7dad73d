import { describe, expect, it } from "vitest";
import { placement } from "./placement";
import { Taken } from "./shelves";
import { type LabelStyle, STYLES } from "./styles";

const CARD = { w: 100, h: 20 };
const WIDTH = 400;

/** Returns the box of a label, as where the others are. */
function put(style: LabelStyle, at: readonly [number, number], taken = new Taken(9), keep = false) {
  return placement(style, CARD, keep, at, WIDTH, taken);
}

function takenBy(...boxes: [number, number, number, number][]): Taken {
  const taken = new Taken(9);
  for (const box of boxes) taken.take(...box);
  return taken;
}

describe("a card of its own", () => {
  it("stands over its anchor, above its leader", () => {
    expect(put(STYLES.landmark, [200, 200])).toEqual({ dx: -50, up: 20, box: [150, 160, 250, 180] });
  });

  it.each([
    [0, 6],
    [400, 294],
  ])("stays inside the edges: an anchor at %i", (x, left) => {
    expect(put(STYLES.landmark, [x, 200])).toEqual({ dx: left - x, up: 20, box: [left, 160, left + 100, 180] });
  });

  it("is left out where it would leave the screen at the top", () => {
    expect(put(STYLES.landmark, [200, 30])).toBeNull();
  });
});

describe("a crowded card", () => {
  it("climbs its leader over what was there before", () => {
    expect(put(STYLES.landmark, [200, 200], takenBy([150, 160, 250, 180]))?.up).toBe(52);
  });

  it("is left out where no step is free", () => {
    expect(put(STYLES.landmark, [200, 200], takenBy([0, 0, 400, 400]))).toBeNull();
  });

  it("takes, if it is to be kept, the box that it is drawn in, beside the edge as well", () => {
    const kept = put(STYLES.landmark, [0, 200], takenBy([0, 0, 400, 400]), true);

    expect(kept).toEqual({ dx: 6, up: 20, box: [6, 160, 106, 180] });
  });

  it("slides down where up is no room: the name of an area at the top of the screen", () => {
    expect(put(STYLES.district, [200, 15])?.box[1]).toBe(9);
    expect(put(STYLES.district, [200, 30], takenBy([150, 10, 250, 30]))?.up).toBe(-28);
  });
});
