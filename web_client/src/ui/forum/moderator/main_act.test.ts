import { describe, expect, it } from "vitest";
import type { Parts } from "../../../forum_client/forum_client";
import { agendaWindow } from "./agenda_window";
import { mainAct, nextItem, nextRow } from "./main_act";

const items = [
  { id: "a", kind: "talk", state: "finished" },
  { id: "b", kind: "debate", state: "running" },
  { id: "c", kind: "ballot", state: "waiting" },
];
const row = (entry: string, away = false) => ({ entry, place: { away } });
const parts = (more: object) =>
  ({
    head: { phase: "open" },
    agenda: { items, running: "b" },
    floor: { speaker: null, summoned: null, open: true },
    queue: { rows: [] },
    desk: { ballots: [] },
    ...more,
  }) as unknown as Parts;

describe("the one filled button", () => {
  it.each([
    ["a forum that did not begin", { head: { phase: "planned" } }, "open"],
    ["a hard moment", { head: { phase: "paused" } }, "resume"],
    ["a forum that is over", { head: { phase: "closed" } }, null],
    ["no item", { agenda: { items, running: "" } }, "item"],
    ["somebody waits", { queue: { rows: [row("e")] } }, "call"],
    ["nobody waits in a debate", {}, null],
    ["a debate whose queue is closed", { floor: { speaker: null, open: false } }, "take_requests"],
    ["a speech that stands", { floor: { speaker: { running: false }, summoned: null } }, "go_on"],
    ["an invited talk", { agenda: { items, running: "a" } }, "item"],
    ["the item of the ballot", { agenda: { items, running: "c" } }, "ballot"],
    ["an open ballot", { queue: { rows: [row("e")] }, desk: { ballots: [{ state: "started" }] } }, "ballot"],
  ])("with %s", (_, more, act) => {
    expect(mainAct(parts(more))).toBe(act);
  });

  it("calls neither who is away nor who is being waited for", () => {
    const rows = [row("away", true), row("called"), row("next")];
    expect(nextRow(parts({ queue: { rows }, floor: { summoned: { entry: "called" } } }))?.entry).toBe("next");
  });

  it("begins the first item behind the one that runs that is not over", () => {
    expect(nextItem(parts({}))?.id).toBe("c");
    expect(nextItem(parts({ agenda: { items, running: "c" } }))).toBeNull();
  });
});

describe("a long agenda", () => {
  const long = Array.from({ length: 12 }, (_, n) => ({ id: `${n}`, state: n < 6 ? "finished" : "waiting" }));
  it("shows the item that runs with one before it", () => {
    const seen = agendaWindow(long as never, "6", 5);
    expect([seen.items.map((one) => one.number), seen.above, seen.below]).toEqual([[6, 7, 8, 9, 10], 5, 2]);
  });

  it("shows the last ones at its end, and all of a short one", () => {
    expect(agendaWindow(long as never, "11", 5).items.map((one) => one.number)).toEqual([8, 9, 10, 11, 12]);
    expect(agendaWindow(items as never, "", 6)).toMatchObject({ above: 0, below: 0 });
  });
});
