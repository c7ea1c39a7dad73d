import { describe, expect, it } from "vitest";
import { Trail } from "./trail";

describe("a trail", () => {
  it("sets out at first, then whenever the one followed has moved on", () => {
    const trail = new Trail();
    expect(trail.due({ x: 0, y: 0 })).toBe(true);
    expect(trail.due({ x: 1, y: 0 })).toBe(false);
    expect(trail.due({ x: 1.6, y: 0 })).toBe(true);
    expect(trail.due({ x: 1.6, y: 0 })).toBe(false);
  });

  it("forgets where nobody is followed", () => {
    const trail = new Trail();
    trail.due({ x: 5, y: 5 });
    expect(trail.due(null)).toBe(false);
    expect(trail.due({ x: 5, y: 5 })).toBe(true);
  });
});
