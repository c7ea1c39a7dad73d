import { describe, expect, it } from "vitest";
import { RESULT, TERMS } from "./fake_forum.test-helper";
import { division, labelOf, optionRows, percent } from "./result_rows";

describe("the figures of a result in words", () => {
  it("stand beside the labels of the ballot, as the server computed them", () => {
    expect(optionRows(TERMS, RESULT)).toEqual([
      { label: "찬성", option: "yes", votes: 171, share: 592, bar: 592 },
      { label: "반대", option: "no", votes: 118, share: 408, bar: 408 },
      { label: "기권", option: "abstain", votes: 22, share: null, bar: 0 },
    ]);
    expect(labelOf(TERMS, "")).toBe("");
  });

  it("are per cent with one place", () => {
    expect([333, 1, 0, 1_000].map(percent)).toEqual(["33.3", "0.1", "0.0", "100.0"]);
  });

  it("tell the division, with the option that did not win by its name", () => {
    const rejected = { ...RESULT, outcome: "rejected", winner: "no" } as const;

    expect(division(TERMS, RESULT)).toBe("171 ÷ 289 = 59.2%");
    expect(division(TERMS, rejected)).toBe("찬성 171 ÷ 289 = 59.2%");
    expect(division(TERMS, { ...RESULT, figures: { ...RESULT.figures, division: null } })).toBeNull();
  });
});
