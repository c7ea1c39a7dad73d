import { describe, expect, it } from "vitest";
import { SIDE } from "../protocol/messages";
import type { CrowdStore, Pose, Square } from "../square/square";
import { Camera, MOST_SCALE } from "./camera";
import { Changes } from "./changes";
import { type Label, overlap, place, wrap } from "./labels";

const camera = () => {
  const made = new Camera();
  made.resize(800, 600);
  return made;
};

describe("the camera", () => {
  it("turns metres into pixels and back, north up", () => {
    const made = camera();
    const point = made.at(123, 456);
    expect(made.px(point.x)).toBeCloseTo(123);
    expect(made.py(point.y)).toBeCloseTo(456);
    expect(made.py(made.y + 10)).toBeLessThan(300);
  });

  it("zooms about the pixel under the pointer, within bounds", () => {
    const made = camera();
    made.following = false;
    const before = made.at(200, 100);
    made.zoom(1.6, 200, 100);
    expect(made.at(200, 100).x).toBeCloseTo(before.x);
    made.zoom(1e9);
    expect(made.scale).toBe(MOST_SCALE);
    made.zoom(1e-9);
    expect(made.scale).toBeCloseTo(600 / (SIDE * 1.02));
  });

  it("stops following when dragged, and stays in the square", () => {
    const made = camera();
    made.home({ x: 100, y: 100 });
    expect(made.follow({ x: 102, y: 100 }, 16, false)).toBe(true);
    made.drag(1e6, 0);
    expect(made.x).toBe(0);
    expect(made.follow({ x: 500, y: 500 }, 16, false)).toBe(false);
    made.overview();
    expect([made.x, made.scale]).toEqual([SIDE / 2, made.leastScale]);
  });

  it("comes to rest behind the avatar, at once where motion is reduced", () => {
    const made = camera();
    made.home({ x: 100, y: 100 });
    expect(made.follow({ x: 104, y: 100 }, 16, true)).toBe(true);
    expect(made.x).toBe(104);
    for (let i = 0; i < 200; i++) made.follow({ x: 110, y: 100 }, 16, false);
    expect(made.follow({ x: 110, y: 100 }, 16, false)).toBe(false);
    expect(made.x).toBeCloseTo(110, 0);
  });

  it("moves by presses of buttons", () => {
    const made = camera();
    const { x, y } = made;
    made.pan(1, 0);
    made.pan(0, 1);
    expect(made.x).toBeGreaterThan(x);
    expect(made.y).toBeGreaterThan(y);
  });
});

describe("names on the map", () => {
  const label = (text: string, x: number, y: number, rank: number, lift = 10): Label => {
    return { text, kind: "place", x, y, width: 80, height: 20, lift, rank };
  };

  it("stand where they do not collide, the important ones first", () => {
    const placed = place([label("b", 100, 100, 2), label("a", 100, 100, 1), label("c", 100, 100, 3)], 400, 400);
    expect(placed.map((one) => one.label.text)).toEqual(["a", "b"]);
    for (const one of placed) for (const other of placed) expect(one === other || !overlap(one, other)).toBe(true);
  });

  it("keep off what is taken and off the edges", () => {
    expect(place([label("a", 100, 100, 1, 0)], 400, 400, [{ x: 90, y: 90, width: 20, height: 20 }])).toEqual([]);
    expect(place([label("a", 10, 100, 1)], 400, 400)).toEqual([]);
    expect(place([label("a", 100, 5, 1)], 400, 400)[0]?.y).toBe(15);
  });

  it("words of a bubble break anywhere and tell of more", () => {
    const measure = (text: string) => [...text].length * 10;
    expect(wrap("안녕하세요 여러분", 50, 3, measure)).toEqual(["안녕하세요", "여러분"]);
    expect(wrap("가".repeat(40), 100, 2, measure)).toEqual(["가".repeat(10), `${"가".repeat(9)}…`]);
    expect(wrap("안녕하세요 여러분", 50, 1, measure)).toEqual(["안녕하세…"]);
    expect(wrap("안녕하세요 ", 50, 1, measure)).toEqual(["안녕하세요"]);
    expect(wrap("짧다", 100, 2, measure)).toEqual(["짧다"]);
    expect(wrap("👨‍👩‍👧", 1000, 2, measure)).toEqual(["👨‍👩‍👧"]);
  });
});

describe("a map at rest", () => {
  it("is drawn anew when somebody moved, came or changed, and not otherwise", () => {
    const poses: Pose[] = [{ x: 1, y: 2, heading: 0, state: 0 }];
    const density = new Map<number, number>();
    const crowd = {
      each: (_: number, visit: (slot: number, pose: Pose) => void) => {
        for (const [slot, pose] of poses.entries()) visit(slot, pose);
      },
      get size() {
        return poses.length;
      },
      density,
    } as unknown as CrowdStore;
    const square = { crowd, own: { x: 0, y: 0, heading: 0, state: 0 }, near: { value: [] } } as unknown as Square;
    const changes = new Changes();
    const look = () => changes.look(square, 0);
    expect([look(), look(), look()]).toEqual([true, false, false]);
    poses[0] = { x: 1.5, y: 2, heading: 0, state: 0 };
    expect([look(), look()]).toEqual([true, false]);
    poses.push({ x: 9, y: 9, heading: 0, state: 0 });
    expect([look(), look()]).toEqual([true, false]);
    density.set(3, 10);
    expect([look(), look()]).toEqual([true, false]);
  });
});
