import { describe, expect, it } from "vitest";
import type { BallotRules } from "../../../protocol/messages";
import { type Draft, draftOf, termsOf, wrongWith } from "./ballot_terms";

const rules: BallotRules = {
  secrecy: "hidden",
  base: "yes_no",
  quorum_of: "present",
  quorum_per_mille: 505,
  majority: "simple",
  min_open_s: 60,
  open_s: 180,
  late: false,
};
const labels = { yes: "찬성", no: "반대", abstain: "기권" };
const draft = (more: Partial<Draft>): Draft => ({ ...draftOf(rules), question: " 주차장을 옮길까요? ", ...more });

describe("a ballot", () => {
  it("begins with the rules of the forum", () => {
    const terms = termsOf(draft({}), rules, labels, "i1");
    expect(terms).toMatchObject({ question: "주차장을 옮길까요?", base: "yes_no", quorum_per_mille: 505, open_s: 180 });
    expect(terms.options.map((one) => `${one.id} ${one.label}`)).toEqual(["yes 찬성", "no 반대", "abstain 기권"]);
    expect([terms.least, terms.most, terms.top, terms.item]).toEqual([1, 1, 1, "i1"]);
  });

  it("leaves empty options out and takes another base where yes and no are no options", () => {
    const terms = termsOf(
      draft({ method: "multiple", options: ["가", " ", "나", "다"], most: "2" }),
      rules,
      labels,
      "",
    );
    expect(terms.options.map((one) => one.id)).toEqual(["o1", "o2", "o3"]);
    expect([terms.base, terms.most]).toEqual(["valid", 2]);
  });

  it("gives points up to the top, and no quorum where nobody counts", () => {
    const terms = termsOf(
      draft({ method: "score", options: ["가", "나"], top: "5", quorumOf: "nobody" }),
      rules,
      labels,
      "",
    );
    expect([terms.top, terms.most, terms.quorum_per_mille]).toEqual([5, 2, 0]);
  });

  it("is never open for less than it has to be", () => {
    const terms = termsOf(draft({ minutes: "1" }), { ...rules, min_open_s: 90 }, labels, "");
    expect([terms.min_open_s, terms.open_s]).toEqual([60, 60]);
  });

  it.each([
    ["question", { question: " " }],
    ["options", { method: "single", options: ["가", ""] }],
    ["same", { method: "single", options: ["가", "가 "] }],
    ["most", { method: "multiple", options: ["가", "나"], most: "3" }],
    ["top", { method: "score", options: ["가", "나"], top: "0" }],
    ["quorum", { quorumPercent: "반" }],
    ["minutes", { minutes: "" }],
    [null, {}],
  ] as const)("says what is wrong: %s", (wrong, more) => {
    expect(wrongWith(draft(more as Partial<Draft>))).toBe(wrong);
  });
});
