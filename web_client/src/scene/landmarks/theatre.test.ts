import { describe, expect, it } from "vitest";
import { RIM, SUNK, seatNear, theatreHeight } from "./theatre";

describe("the theatre", () => {
  it("rises from the floor over five tiers to the plaza, and stands on a stage in the middle", () => {
    expect(theatreHeight(0, 0)).toBeCloseTo(0.64);
    expect(theatreHeight(0, 9)).toBe(0);
    const rows = [12, 14.5, 17, 19.5, 22].map((z) => theatreHeight(0, z) ?? -1);
    rows.forEach((row, i) => {
      expect(row).toBeCloseTo(((i + 1) * SUNK) / 5);
    });
    expect(theatreHeight(0, RIM)).toBeNull();
  });

  it("seats people on the nearest front edge, feet on the row below", () => {
    const seat = seatNear(0, 14.2);
    expect(seat?.z).toBeCloseTo(14.12);
    expect(seat?.y).toBeCloseTo(SUNK / 5);
  });

  it("has no seats before the screen nor on the plaza", () => {
    expect(seatNear(0, -15)).toBeNull();
    expect(seatNear(0, 30)).toBeNull();
  });
});
