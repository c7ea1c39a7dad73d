import { describe, expect, it } from "vitest";
import type { QueueRowView } from "../../../protocol/messages";
import { carry, carryByKey, dropped, grab, shown } from "./queue_order";

const row = (entry: string, kind = "normal", away = false) =>
  ({ entry, kind, place: { away } }) as unknown as QueueRowView;
const rows = [row("order", "point_of_order"), row("a"), row("b"), row("c"), row("gone", "normal", true)];
const names = (list: readonly QueueRowView[]) => list.map((one) => one.entry).join(" ");

describe("moving a place of the queue", () => {
  it("takes hold of normal requests of who is there, and of no others", () => {
    expect(grab(rows, "b")).toEqual({ entry: "b", from: 1, at: 1 });
    expect(["order", "gone", "nobody"].map((entry) => grab(rows, entry))).toEqual([null, null, null]);
  });

  it("is carried by keys within the list, and other keys are left alone", () => {
    let held = grab(rows, "a");
    const seen = ["ArrowDown", "ArrowDown", "ArrowDown", "Home", "End", "ArrowUp"].map((key) => {
      held = held && carryByKey(held, key, rows);
      return held?.at;
    });
    expect(seen).toEqual([1, 2, 2, 0, 2, 1]);
    expect(held && carryByKey(held, "x", rows)).toBeNull();
  });

  it("shows the order that would be, with what goes first by rule left where it is", () => {
    const held = grab(rows, "c");
    if (!held) throw new Error("not grabbed");
    expect(names(shown(rows, carry(held, 0, rows)))).toBe("order c a b gone");
    expect(names(shown(rows, null))).toBe("order a b c gone");
    expect(names(shown(rows.slice(0, 3), carry(held, 0, rows)))).toBe("order a b");
  });

  it("names the place from 1, and nothing where it was put back", () => {
    const held = grab(rows, "c");
    if (!held) throw new Error("not grabbed");
    expect(dropped(carry(held, 0, rows))).toBe(1);
    expect(dropped(held)).toBeNull();
  });
});
