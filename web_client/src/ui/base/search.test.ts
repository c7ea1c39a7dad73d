import { describe, expect, it } from "vitest";
import { fits } from "./search";

describe("finding by name", () => {
  const names = ["수로왕릉", "Royal Tomb of King Suro"];

  it.each(["", "수로", "왕릉", "수로 왕릉", "ㅅㄹ", "ㅅㄹㅇㄹ", "royal tomb", "SURO"])("finds by %j", (query) => {
    expect(fits(query, names)).toBe(true);
  });

  it.each(["왕비", "ㅅㄹㅂ", "queen"])("does not find by %j", (query) => {
    expect(fits(query, names)).toBe(false);
  });

  it("finds decomposed Hangul, as some keyboards send it", () => {
    expect(fits("수로".normalize("NFD"), names)).toBe(true);
  });
});
