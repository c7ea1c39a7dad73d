import { describe, expect, it } from "vitest";
import { RESULT, TERMS } from "../../../hall/fake_hall.test-helper";
import { majorityLine, optionFigures, percent, perMille, votesNeeded } from "./result_figures";

describe("the figures of a result", () => {
  it("are shares of the base; who abstains is outside a base of yes and no", () => {
    expect(optionFigures(TERMS, RESULT).map((one) => one.perMille)).toEqual([592, 408, null]);
    const valid = { ...TERMS, base: "valid" as const };
    expect(optionFigures(valid, { ...RESULT, base: 311 }).map((one) => one.perMille)).toEqual([550, 379, 71]);
  });

  it("round half up, and are nothing of nothing", () => {
    expect([perMille(1, 3), perMille(1, 2_000), perMille(0, 0)].map(percent)).toEqual(["33.3", "0.1", "0.0"]);
  });

  it("say how many it takes", () => {
    expect(votesNeeded(TERMS, RESULT)).toBe(145);
    expect(votesNeeded({ ...TERMS, majority: "two_thirds" }, RESULT)).toBe(193);
    expect(votesNeeded({ ...TERMS, majority: "relative" }, RESULT)).toBeNull();
    expect(votesNeeded({ ...TERMS, method: "score" }, RESULT)).toBeNull();
  });

  it("draw a line only where a majority decides", () => {
    expect([majorityLine(TERMS, RESULT), majorityLine({ ...TERMS, majority: "relative" }, RESULT)]).toEqual([
      500,
      null,
    ]);
  });
});
