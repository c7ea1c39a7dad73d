import { describe, expect, it } from "vitest";
import { breakLines, type Rect, Shelves, Taken } from "./shelves";

const overlap = (a: Rect, b: Rect): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

describe("shelves", () => {
  it("place rectangles inside the sheet and never over one another, until the sheet is full", () => {
    const shelves = new Shelves(128);
    const placed: Rect[] = [];
    for (let i = 0; i < 200; i++) {
      const rect = shelves.place(10 + ((i * 7) % 30), 8 + (i % 5));
      if (!rect) break;
      expect(rect.x + rect.w).toBeLessThanOrEqual(128);
      expect(rect.y + rect.h).toBeLessThanOrEqual(128);
      expect(placed.some((other) => overlap(rect, other))).toBe(false);
      placed.push(rect);
    }
    expect(placed.length).toBeGreaterThan(20);
    expect(shelves.place(20, 20)).toBeNull();
  });

  it("refuse what is wider than the sheet and begin anew after clear", () => {
    const shelves = new Shelves(64);
    expect(shelves.place(64, 4)).toBeNull();
    const first = shelves.place(40, 40);
    expect(shelves.place(40, 40)).toBeNull();
    shelves.clear();
    expect(shelves.place(40, 40)).toEqual(first);
  });
});

describe("taken boxes", () => {
  it("refuse an overlap, allow a touch, and hold no more than their number", () => {
    const taken = new Taken(2);
    expect(taken.take(0, 0, 10, 10)).toBe(true);
    expect(taken.free(5, 5, 15, 15)).toBe(false);
    expect(taken.free(10, 0, 20, 10)).toBe(true);
    expect(taken.take(10, 0, 20, 10)).toBe(true);
    expect(taken.take(30, 0, 40, 10)).toBe(false);
    taken.clear();
    expect(taken.free(5, 5, 15, 15)).toBe(true);
  });
});

describe("lines of speech", () => {
  const measure = (text: string): number => [...text].length;

  it("break between words and keep every word", () => {
    expect(breakLines("밤길이 밝아야 안심하고 걷습니다", 9, 4, measure)).toEqual([
      "밤길이 밝아야",
      "안심하고 걷습니다",
    ]);
  });

  it("end in … where there is more than fits", () => {
    expect(breakLines("하나 둘 셋 넷", 2, 2, measure)).toEqual(["하나", "둘…"]);
  });

  it("cut a word without blanks between code points, never inside one", () => {
    const lines = breakLines("👍".repeat(7), 3, 9, measure);
    expect(lines).toEqual(["👍👍👍", "👍👍👍", "👍"]);
  });

  it("are none for nothing", () => {
    expect(breakLines("", 10, 4, measure)).toEqual([]);
  });
});
