import { describe, expect, it } from "vitest";
import { BLOCK_ANGLE, onAisle, seatNear } from "../landmarks/theatre";
import { audience, seatKey } from "./audience";

const NONE = new Set<string>();
const angle = ({ x, z }: { x: number; z: number }) => Math.atan2(x, z);

describe("the audience of the theatre", () => {
  it("mirrors the real hall in its block, and seats those of the page beside it", () => {
    const seated = audience({ onsite: 40, page: 30 }, NONE);
    const block = seated.filter((seat) => Math.abs(angle(seat)) < BLOCK_ANGLE);
    expect([block.length, seated.length]).toEqual([40, 70]);
    expect(new Set(block.map((seat) => seat.look.top)).size).toBe(1);
  });

  it("sits on the edges of tiers, never on the steps of an aisle", () => {
    for (const { x, y, z } of audience({ onsite: 1_000, page: 1_000 }, NONE)) {
      expect(onAisle(Math.atan2(x, z), Math.hypot(x, z))).toBe(false);
      const seat = seatNear(x, z);
      expect([seat?.x, seat?.y, seat?.z].map((one) => one?.toFixed(6))).toEqual([x, y, z].map((one) => one.toFixed(6)));
    }
  });

  it("leaves a seat to who walked there", () => {
    const [first] = audience({ onsite: 1, page: 0 }, NONE);
    if (!first) throw new Error("nobody sits");
    const [other] = audience({ onsite: 1, page: 0 }, new Set([seatKey(first.x + 0.1, first.z)]));
    expect([other?.x, other?.z]).not.toEqual([first.x, first.z]);
  });

  it("draws no more than there are seats, and keeps who sits where while others come", () => {
    const all = audience({ onsite: 5_000, page: 5_000 }, NONE);
    expect(all.length).toBeGreaterThan(250);
    expect(all.length).toBeLessThan(500);
    expect(audience({ onsite: 12, page: 0 }, NONE).slice(0, 11)).toEqual(audience({ onsite: 11, page: 0 }, NONE));
  });
});
