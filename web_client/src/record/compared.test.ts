import { describe, expect, it } from "vitest";
import { compared } from "./compared";
import type { Facts } from "./reader";

const hashes = ["ab".repeat(32), "cd".repeat(32)];
const facts = { key: "0f".repeat(32), hashes } as unknown as Facts;

describe("a noted value", () => {
  it("is the key, however it was copied", () => {
    expect(compared(facts, ` ${"0F0f ".repeat(16)}\n`)).toEqual({ is: "key" });
  });

  it("is the hash of a row, or its beginning as the screen of a hall shows it", () => {
    expect(compared(facts, "abab abab abab abab abab")).toEqual({ is: "row", row: 1 });
    expect(compared(facts, hashes[1] ?? "")).toEqual({ is: "row", row: 2 });
  });

  it("is another record's, or of no form; a few letters, or the beginning of the key, prove nothing", () => {
    expect(compared(facts, "12".repeat(32)).is).toBe("other");
    expect(compared(facts, "0f".repeat(16)).is).toBe("other");
    expect(["abab", "record.json", "ab".repeat(33)].map((noted) => compared(facts, noted).is)).toEqual(
      Array(3).fill("form"),
    );
    expect(compared(facts, " ").is).toBe("none");
  });
});
