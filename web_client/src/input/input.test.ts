// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { attachGestures } from "./gestures";
import { attachKeyboard, wishOf } from "./keyboard";
import { attachStick, wishOfDrag } from "./stick";

afterEach(() => {
  document.body.replaceChildren();
});

function view(): HTMLElement {
  const element = document.createElement("div");
  element.tabIndex = 0;
  element.setPointerCapture = () => undefined;
  document.body.append(element);
  return element;
}

describe("keys", () => {
  const press = (on: EventTarget, type: string, code: string, more: KeyboardEventInit = {}) =>
    on.dispatchEvent(new KeyboardEvent(type, { code, key: code, bubbles: true, cancelable: true, ...more }));

  it("walk slanting no faster than straight, and run with shift", () => {
    expect(wishOf(["ArrowUp"], false)).toEqual([0, 0.7]);
    expect(Math.hypot(...wishOf(["ArrowUp", "KeyD"], false))).toBeCloseTo(0.7);
    expect(Math.hypot(...wishOf(["ArrowLeft", "ArrowDown"], true))).toBeCloseTo(1);
    expect(wishOf(["ArrowUp", "ArrowDown"], true)).toEqual([0, 0]);
  });

  it("start and stop, and stop when the page loses the focus", () => {
    const element = view();
    const wishes: (readonly number[])[] = [];
    const release = attachKeyboard(element, { letters: () => true, wish: (...wish) => wishes.push(wish) });
    press(element, "keydown", "KeyW");
    press(window, "keyup", "KeyW");
    press(element, "keydown", "ArrowLeft");
    window.dispatchEvent(new Event("blur"));
    release();
    press(element, "keydown", "ArrowLeft");
    expect(wishes).toEqual([
      [0, 0.7],
      [0, 0],
      [-0.7, 0],
      [0, 0],
    ]);
  });

  it("do nothing while somebody types or composes, and letters can be switched off", () => {
    const element = view();
    const field = document.createElement("input");
    element.append(field);
    const wishes: number[] = [];
    const used: string[] = [];
    let letters = true;
    attachKeyboard(element, {
      letters: () => letters,
      wish: (right) => wishes.push(right),
      other: (key) => used.push(key) > 0,
    });
    press(field, "keydown", "KeyA");
    press(element, "keydown", "KeyA", { isComposing: true });
    press(element, "keydown", "KeyA", { ctrlKey: true });
    letters = false;
    press(element, "keydown", "KeyA");
    expect(wishes).toEqual([]);
    expect(used).toEqual(["KeyA"]);
    press(element, "keydown", "ArrowRight");
    expect(wishes).toEqual([0.7]);
  });
});

describe("the stick", () => {
  it("rests in the middle, walks by the way out and never beyond one", () => {
    expect(wishOfDrag(3, 3)).toEqual([0, 0]);
    expect(wishOfDrag(0, -500)).toEqual([0, 1]);
    const [right, up] = wishOfDrag(25, 0);
    expect([right, up]).toEqual([0.5, -0]);
  });

  it("has a name and a size for fingers, and lets go when the finger does", () => {
    const parent = view();
    const wishes: (readonly number[])[] = [];
    const remove = attachStick(parent, { label: "걷기", wish: (...wish) => wishes.push(wish) });
    const ring = parent.querySelector<HTMLElement>('[data-part="stick"]');
    expect(ring?.getAttribute("aria-label")).toBe("걷기");
    expect(Number.parseInt(ring?.style.width ?? "0", 10)).toBeGreaterThanOrEqual(44);
    if (ring) ring.setPointerCapture = () => undefined;
    ring?.dispatchEvent(new PointerEvent("pointerdown", { pointerId: 1, clientX: 0, clientY: -100 }));
    ring?.dispatchEvent(new PointerEvent("pointermove", { pointerId: 2, clientX: 100, clientY: 0 }));
    ring?.dispatchEvent(new PointerEvent("pointerup", { pointerId: 1 }));
    expect(wishes).toEqual([
      [0, 1],
      [0, 0],
    ]);
    remove();
    expect(parent.childElementCount).toBe(0);
  });
});

describe("fingers on a view", () => {
  const touch = (on: EventTarget, type: string, pointerId: number, x: number, y: number) =>
    on.dispatchEvent(new PointerEvent(type, { pointerId, clientX: x, clientY: y, button: 0 }));

  it("tap, drag and pinch", () => {
    const element = view();
    const seen: string[] = [];
    attachGestures(element, {
      tap: (x, y) => seen.push(`tap ${x} ${y}`),
      drag: (dx, dy) => seen.push(`drag ${dx} ${dy}`),
      zoom: (factor, x, y) => seen.push(`zoom ${factor.toFixed(1)} ${x} ${y}`),
    });
    touch(element, "pointerdown", 1, 10, 10);
    touch(element, "pointermove", 1, 12, 12);
    touch(element, "pointerup", 1, 12, 12);
    touch(element, "pointerdown", 1, 10, 10);
    touch(element, "pointermove", 1, 40, 10);
    touch(element, "pointerup", 1, 40, 10);
    touch(element, "pointerdown", 1, 0, 0);
    touch(element, "pointerdown", 2, 100, 0);
    touch(element, "pointermove", 2, 200, 0);
    touch(element, "pointerup", 2, 200, 0);
    touch(element, "pointerup", 1, 0, 0);
    expect(seen).toEqual(["tap 12 12", "drag 30 0", "drag 50 0", "zoom 2.0 100 0"]);
  });

  it("a slow press is a tap, too, and a finger may slip further than a mouse", () => {
    const element = view();
    const seen: string[] = [];
    attachGestures(element, {
      tap: () => seen.push("tap"),
      drag: () => seen.push("drag"),
      zoom: () => undefined,
    });
    const press = (type: string, pointerType: string, x: number, timeStamp: number) => {
      const event = new PointerEvent(type, { pointerId: 1, pointerType, clientX: x, clientY: 0, button: 0 });
      Object.defineProperty(event, "timeStamp", { value: timeStamp });
      element.dispatchEvent(event);
    };
    for (const [type, slip, held] of [
      ["touch", 12, 1_800],
      ["mouse", 12, 100],
      ["mouse", 2, 1_800],
      ["touch", 0, 4_000],
    ] as const) {
      press("pointerdown", type, 0, 0);
      press("pointermove", type, slip, held);
      press("pointerup", type, slip, held);
    }
    expect(seen).toEqual(["tap", "drag", "tap"]);
  });

  it("a press that is cancelled is no tap, and letting go ends it all", () => {
    const element = view();
    let taps = 0;
    const release = attachGestures(element, { tap: () => taps++, drag: () => undefined, zoom: () => undefined });
    touch(element, "pointerdown", 1, 0, 0);
    touch(element, "pointercancel", 1, 0, 0);
    release();
    touch(element, "pointerdown", 1, 0, 0);
    touch(element, "pointerup", 1, 0, 0);
    expect(taps).toBe(0);
  });
});
