import { describe, expect, it } from "vitest";
import { steady } from "./steady";

const own = (row: string) => row;

describe("a list in use", () => {
  it("keeps its order though the rows come sorted anew", () => {
    expect(steady(["a", "b", "c"], ["c", "b", "a"], own)).toEqual(["a", "b", "c"]);
  });

  it("lets go of who is gone and puts who is new behind", () => {
    expect(steady(["a", "b"], ["new", "b"], own)).toEqual(["b", "new"]);
  });

  it("shows what the rows say now", () => {
    const rows = [{ id: "a", metres: 9 }];
    expect(steady(["a"], rows, (row) => row.id)[0]).toBe(rows[0]);
  });
});
