import { describe, expect, it } from "vitest";
import { nextSlip, slipOf } from "./slips";

const person = (slip: number) => ({
  person: `p${slip}`,
  slip,
  name: "",
  level: "guest" as const,
  present: true,
  paper: [],
  linked: false,
});

describe("slips", () => {
  it("are numbers from 1 to 99,999", () => {
    expect(["12", "1", "99999"].map(slipOf)).toEqual([12, 1, 99_999]);
    expect(["", "0", "000", "-1", "1.5", "123456", "a"].map(slipOf)).toEqual(Array(7).fill(null));
  });

  it("are given in order after the highest, which need not be the last", () => {
    expect(nextSlip([])).toBe(1);
    expect(nextSlip([person(12), person(3)])).toBe(13);
    expect(nextSlip([person(99_999)])).toBe(99_999);
  });
});
