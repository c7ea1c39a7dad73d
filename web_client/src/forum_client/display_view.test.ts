import { describe, expect, it } from "vitest";
import { hashGroups, nextRows, onStage, untilFigures, viewOf } from "./display_view";
import { fakeForum } from "./fake_forum.test-helper";
import { makeBallot, NOW, RESULT } from "./fake_parts.test-helper";
import type { Parts } from "./forum_client";

/** The parts of a debate under way, with some changed. */
function parts(change: Partial<Parts> = {}): Parts {
  return { ...fakeForum("screen").parts.value, ...change };
}
const quiet = {
  part: "floor",
  speaker: null,
  summoned: null,
  open: true,
  present_only: false,
  offers: [],
  stances: false,
} as const;
const ballot = (state: "created" | "started" | "finished" | "published", started_at = NOW) => ({
  part: "ballot" as const,
  ballot: makeBallot({ state, started_at, result: state === "published" ? RESULT : null }),
});

describe("what the big screen shows", () => {
  it("is the floor while a forum is open, and its phase else", () => {
    expect(viewOf({})).toEqual({ kind: "loading" });
    expect(viewOf(parts()).kind).toBe("floor");
    const head = parts().head;
    for (const phase of ["planned", "paused", "closed"] as const) {
      expect(viewOf(parts(head ? { head: { ...head, phase } } : {})).kind).toBe(phase);
    }
  });

  it("is a ballot while it is open, even if somebody speaks", () => {
    expect(viewOf(parts({ ballot: ballot("created") })).kind).toBe("floor");
    expect(viewOf(parts({ ballot: ballot("started") })).kind).toBe("ballot");
  });

  it("is the result until somebody speaks or the next item begins", () => {
    const published = { floor: quiet, ballot: ballot("published") };
    expect(viewOf(parts(published)).kind).toBe("result");
    expect(viewOf(parts({ floor: quiet, ballot: ballot("finished") })).kind).toBe("result");
    expect(viewOf(parts({ ballot: ballot("published") })).kind).toBe("floor");
    const agenda = parts().agenda;
    const items = agenda?.items.map((item) => ({ ...item, started_at: NOW + 1 })) ?? [];
    expect(viewOf(parts({ ...published, ...(agenda ? { agenda: { ...agenda, items } } : {}) })).kind).toBe("floor");
  });

  it("names the next three, and nobody who is away outside the order", () => {
    const [first, ...rest] = parts().queue?.rows ?? [];
    if (!first) throw new Error("no rows");
    const away = { ...first, place: { ...first.place, place: 0, away: true } };
    const shown = nextRows(parts({ queue: { part: "queue", rows: [away, ...rest], waiting: 5 } }));
    expect(shown.map((row) => row.name)).toEqual(rest.slice(0, 3).map((row) => row.name));
  });

  it("finds the question on stage", () => {
    expect(onStage(parts())?.id).toBe("q2");
    expect(onStage({})).toBeNull();
  });

  it("groups a hash, and counts down to the opening", () => {
    expect(hashGroups("9f3a41c7d20b8e6655aa10f4")).toEqual(["9f3a", "41c7", "d20b", "8e66", "55aa"]);
    expect(untilFigures(61_000)).toEqual({ days: 0, figures: "1:01" });
    expect(untilFigures(3_661_000)).toEqual({ days: 0, figures: "1:01:01" });
    expect(untilFigures(90_000_000)).toEqual({ days: 1, figures: "1:00:00" });
    expect(untilFigures(-5)).toEqual({ days: 0, figures: "0:00" });
  });
});
