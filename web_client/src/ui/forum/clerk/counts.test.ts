import { describe, expect, it } from "vitest";
import type { Terms } from "../../../protocol/messages";
import { countOf, unfit } from "./counts";

const terms = (changed: Partial<Terms> = {}): Terms => ({
  question: "도로를 넓힐까요",
  options: [
    { id: "yes", label: "찬성" },
    { id: "no", label: "반대" },
  ],
  method: "yes_no",
  secrecy: "hidden",
  base: "valid",
  quorum_of: "nobody",
  quorum_per_mille: 0,
  majority: "simple",
  item: "",
  least: 1,
  most: 1,
  top: 1,
  min_open_s: 60,
  open_s: 180,
  late: false,
  ...changed,
});

describe("a count of papers", () => {
  it("reads empty fields as none", () => {
    const typed = { papers: "10", "option:yes": "7" };
    expect(countOf(typed, terms())).toEqual({ papers: 10, totals: { yes: 7, no: 0 }, invalid: 0 });
  });

  it.each([
    [{}, "empty"],
    [{ papers: "11", "option:yes": "11" }, "many"],
    [{ papers: "3", invalid: "4" }, "invalid"],
    [{ papers: "10", "option:yes": "7", "option:no": "2" }, "sum"],
    [{ papers: "10", "option:yes": "7", "option:no": "2", invalid: "1" }, null],
    [{ papers: "0" }, null],
  ])("%j is looked at before it is sent", (typed, wrong) => {
    expect(unfit(typed, terms(), 10)).toBe(wrong);
  });

  it("adds up within what several choices allow", () => {
    const several = terms({ method: "multiple", least: 1, most: 2 });
    expect(unfit({ papers: "10", "option:yes": "10", "option:no": "10" }, several, 10)).toBeNull();
    expect(unfit({ papers: "10", "option:yes": "5", "option:no": "4" }, several, 10)).toBe("sum");
    expect(unfit({ papers: "2", "option:yes": "10" }, terms({ method: "score", least: 0, top: 5 }), 10)).toBeNull();
  });
});
