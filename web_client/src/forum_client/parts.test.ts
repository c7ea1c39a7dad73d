import { describe, expect, it } from "vitest";
import { changedParts, freshParts } from "./parts";

const present = (n: number) => ({ part: "present", present: n, onsite: 0 }) as const;
const ballot = { part: "ballot", ballot: null } as const;

describe("the parts of a face", () => {
  it("keep the newest of each tag", () => {
    const parts = changedParts(freshParts([present(1), ballot]), [present(2)]);
    expect(parts.present?.present).toBe(2);
    expect(parts.ballot).toBe(ballot);
  });

  it("start anew with a reset", () => {
    expect(freshParts([present(1)])).toEqual({ present: present(1) });
  });

  it("leave the former state as it was", () => {
    const before = freshParts([present(1)]);
    changedParts(before, [present(2)]);
    expect(before.present?.present).toBe(1);
  });
});
