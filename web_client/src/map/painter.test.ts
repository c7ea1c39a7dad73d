import { describe, expect, it, vi } from "vitest";
import { Gait, Presence } from "../protocol/messages";
import type { Pose, Square } from "../square/square";
import { makePerson, makeSquare } from "../ui/testing/fake_square.test-helper";
import { committedWorld } from "../world/testing.test-helper";
import type { Backdrop } from "./backdrop";
import { Camera } from "./camera";
import { Ink } from "./ink";
import { figureSize, paint } from "./painter";
import { DARK, LIGHT } from "./palette";
import { Recorder } from "./recorder.test-helper";

const world = committedWorld();
const OWN: Pose = { x: 300, y: 300, heading: 0, state: 0 };
const backdrop = { paint: () => true } as unknown as Backdrop;

function painted(
  poses: ReadonlyMap<number, Partial<Pose>>,
  more: {
    scale?: number;
    zoom?: number;
    way?: Pose[];
    density?: [number, number][];
    bubbles?: [number, string][];
    dark?: boolean;
  } = {},
) {
  const { parts } = makeSquare();
  const want = vi.fn();
  const crowd = {
    each: (_: number, visit: (slot: number, pose: Pose) => void) => {
      for (const [slot, pose] of poses) visit(slot, { ...OWN, ...pose });
    },
    person: (slot: number) => (slot < 90 ? makePerson(slot, `이름${slot}`) : undefined),
    density: new Map(more.density ?? []),
    cellMetres: 100,
    want,
  };
  parts.bubbles.value = (more.bubbles ?? []).map(([slot, text]) => ({
    slot,
    text,
    participant: `p${slot}`,
    name: "",
    reach: "say",
  })) as never;
  const square = {
    ...parts,
    world: { ...world, places: new Map(), districts: [], peaks: [], rivers: [] },
    own: OWN,
    crowd,
  } as unknown as Square;
  const camera = new Camera();
  camera.resize(800, 600);
  camera.home(OWN);
  camera.scale = more.scale ?? 5;
  const recorder = new Recorder();
  const ink = new Ink(recorder.context, "x");
  ink.zoom = more.zoom ?? 1;
  const palette = more.dark ? DARK : LIGHT;
  const picture = paint(recorder.context, ink, backdrop, {
    square, camera, palette, way: more.way ?? [], ratio: 1, now: 0,
  }); // biome-ignore format: one object
  return { picture, recorder, want, words: recorder.words };
}

/** People side by side, `apart` metres. */
const row = (n: number, apart = 30) =>
  new Map(Array.from({ length: n }, (_, i) => [i + 1, { x: 300 + apart * (i + 1) }] as const));

describe("people on the map", () => {
  it("are seen nearest first, whoever is gone or off the view left out", () => {
    const { picture } = painted(
      new Map([[1, { x: 340 }], [2, { x: 310 }], [3, { x: 2_000 }], [4, { x: 311, state: Gait.GONE }]]),
    ); // biome-ignore format: one table
    expect(picture.people.map((one) => one.slot)).toEqual([2, 1]);
    expect(picture.people[0]).toEqual({ slot: 2, x: 450, y: 300, away: 10 });
  });

  it("wear their names from near only, and are asked for only then", () => {
    const far = painted(row(2), { scale: 2.1 });
    const near = painted(row(2), { scale: 2.3 });
    expect([far.words.includes("이름1"), near.words.includes("이름1")]).toEqual([false, true]);
    expect([far.want.mock.calls[0]?.[0], near.want.mock.calls[0]?.[0]]).toEqual([[], [1, 2]]);
  });

  it("are named as far as there is room, the nearest first, and the own name always", () => {
    const { words } = painted(row(3, 1));
    expect(words.filter((word) => /이름|외동/.test(word))).toEqual(["외동이웃27"]);
    expect(painted(new Map([[1, { x: 340 }], [2, { x: 341 }]])).words).not.toContain("이름2"); // biome-ignore format: one table
  });

  it("whose names would overlap in larger text are named once", () => {
    const two = new Map([[1, { x: 340 }], [2, { x: 340, y: 294.5 }]]); // biome-ignore format: one table
    expect(painted(two).words).toEqual(expect.arrayContaining(["이름1", "이름2"]));
    expect(painted(two, { zoom: 1.5 }).words).not.toContain("이름2");
  });

  it("without a name yet are drawn all the same", () => {
    const { picture, words } = painted(new Map([[99, { x: 340 }]]));
    expect(picture.people).toHaveLength(1);
    expect(words).toEqual(["외동이웃27"]);
  });

  it("who raise a hand, sit or are away look so", () => {
    const hand = painted(new Map([[1, { x: 340, state: 1 << 3 }]]));
    const away = painted(new Map([[1, { x: 340, state: Presence.AWAY << 4 }]]));
    const rings = (state: number) => painted(new Map([[1, { x: 340, state }]])).recorder.of("arc").length;
    expect(hand.words).toContain("손");
    expect(away.recorder.strokes.some((one) => one.alpha === 0.5)).toBe(true);
    expect(hand.recorder.strokes.some((one) => one.alpha === 0.5)).toBe(false);
    expect(rings(Gait.SIT)).toBe(rings(Gait.STAND) + 1);
  });

  it("grow with the scale, within what can be read and what does not hide the square", () => {
    expect([figureSize(0), figureSize(1), figureSize(100)]).toEqual([4, 4.85, 15]);
  });
});

describe("counts on the map", () => {
  /** The cell of (350, 350) where cells are 100 m wide. */
  const cell = 3 * Math.ceil(world.side / 100) + 3;

  it("stand in the middle of their cell where most of its people are not drawn", () => {
    const { recorder } = painted(new Map(), { density: [[cell, 40]] });
    const count = recorder.of("fillText").find((one) => one.args[0] === "40명");
    expect([count?.x, count?.y]).toEqual([400 + 50 * 5, 300 - 50 * 5 + 0.5]);
  });

  it("are left out where nearly all are drawn one by one, oneself with them", () => {
    expect(painted(row(3, 20), { density: [[cell, 5]] }).words).not.toContain("5명");
    expect(painted(row(3, 20), { density: [[cell, 9]] }).words).toContain("9명");
  });
});

describe("words on the map", () => {
  it("stand over who says them, oneself too, the newest three of those in view", () => {
    const bubbles: [number, string][] = [[1, "첫째"], [0, "둘째"], [7, "안 보임"], [1, "셋째"], [2, "넷째"]]; // biome-ignore format: one table
    const { words } = painted(row(2), { bubbles });
    expect(words.filter((word) => /째|안/.test(word))).toEqual(["넷째", "셋째", "둘째"]);
  });

  it("of many letters take as many lines as they may, and tell of more", () => {
    const { words } = painted(row(1), { bubbles: [[1, "가".repeat(100)]], dark: true });
    const lines = words.filter((word) => /가가/.test(word));
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/…$/);
  });
});

describe("the way ahead", () => {
  it("leads from oneself over its points to a ring at its end", () => {
    const { recorder } = painted(new Map(), {
      way: [
        { ...OWN, x: 310 },
        { ...OWN, x: 310, y: 320 },
      ],
    });
    const line = recorder.of("moveTo", "lineTo").slice(0, 3);
    expect(line.map((one) => [one.x, one.y])).toEqual([[400, 300], [450, 300], [450, 200]]); // biome-ignore format: one table
    expect(recorder.of("arc").slice(0, 2).map((one) => [one.x, one.y])).toEqual([[450, 200], [450, 200]]); // biome-ignore format: one table
  });

  it("is none where one stands", () => {
    expect(painted(new Map()).recorder.of("setLineDash")).toEqual([]);
  });
});
