import { describe, expect, it } from "vitest";
import { byCodePoint, canonical, NoJsonError, readCanonical } from "./json";

const read = (text: string) => readCanonical(new TextEncoder().encode(text));

describe("reading", () => {
  it("keeps every kind of value, and keys that JavaScript treats as its own", () => {
    const text = '{"\\u0000":"👩‍🦽\u2028","10":[true,false,null,-1],"9":"a","__proto__":{}}';
    const { value, canonical: same } = read(text);
    expect(same).toBe(true);
    expect(canonical(value)).toBe(text);
  });

  it.each([
    "1.0",
    "1e2",
    "-0",
    "9007199254740992",
    '"\\u0041"',
    '"\\ud800"',
    "[1, 2]",
    '{"a":1,"a":1}',
    '{"b":1,"a":1}',
  ])("tells that %s is JSON in another spelling than the canonical one", (text) => {
    expect(read(text).canonical).toBe(false);
  });

  it.each([
    "",
    "NaN",
    "01",
    "1.",
    "+1",
    "[1,]",
    '{"a"}',
    "{a:1}",
    '"\n"',
    '"\\x"',
    '"\\',
    '"',
    "tru",
    "[1]]",
    "\ufeff1",
  ])("refuses %j, which is no JSON", (text) => {
    expect(() => read(text)).toThrow(NoJsonError);
  });

  it("takes 16 levels for canonical, reads on to 500 and stops there", () => {
    const nested = (levels: number) => `${"[".repeat(levels)}0${"]".repeat(levels)}`;
    expect([16, 17, 500].map((levels) => read(nested(levels)).canonical)).toEqual([true, false, false]);
    expect(() => read(nested(100_000))).toThrow(NoJsonError);
  });
});

describe("the order of keys", () => {
  it("is that of code points, where a pair of surrogates comes last", () => {
    const sorted = ["", "a", "ab", "b", "가", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "😀", "😁"];
    expect([...sorted].reverse().sort(byCodePoint)).toEqual(sorted);
  });
});
