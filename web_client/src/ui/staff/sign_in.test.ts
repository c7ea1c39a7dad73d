import { describe, expect, it } from "vitest";
import { inFours } from "./sign_in";

describe("the secret of the second device", () => {
  it("is read off in fours", () => {
    expect(inFours("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
    expect(inFours("")).toBe("");
  });
});
