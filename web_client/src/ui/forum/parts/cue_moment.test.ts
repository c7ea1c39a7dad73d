import { describe, expect, it } from "vitest";
import { fakeForum, MINE, makeBallot, NOW, SPEAKER, WAITING } from "../../../forum_client/fake_forum.test-helper";
import type { AnyPart } from "../../../protocol/messages";
import { cuesBetween, momentOf } from "./cue_moment";

const at = (mine = MINE, now = NOW, change: readonly AnyPart[] = []) => {
  const fake = fakeForum();
  fake.change(...change);
  return momentOf(fake.parts.value, mine, now);
};
const first = { ...WAITING, place: { entry: "e4", place: 1, reasons: [], away: false, wait: 0 } };
const ballot = (more = {}) => [{ part: "ballot" as const, ballot: makeBallot(more) }];

describe("cues", () => {
  it("tell that I am next, once, and that it is my turn", () => {
    expect(cuesBetween(at(WAITING), at(first))).toEqual(["next"]);
    expect(cuesBetween(at(first), at(first))).toEqual([]);
    expect(cuesBetween(at(first), at({ ...MINE, speaking: true }))).toEqual(["turn"]);
    expect(cuesBetween(at(first), at({ ...first, called_until: NOW + 20_000 }))).toEqual(["turn"]);
  });

  it("follow the clock of the speech", () => {
    expect(cuesBetween(at(), at(MINE, NOW + 54_000))).toEqual(["soon"]);
    expect(cuesBetween(at(MINE, NOW + 54_000), at(MINE, NOW + 69_000))).toEqual(["last"]);
    expect(cuesBetween(at(MINE, NOW + 69_000), at(MINE, NOW + 84_000))).toEqual(["over"]);
  });

  it("say nothing of a clock that stands", () => {
    const paused = { ...SPEAKER, running: false, clock: { total: 180_000, remaining: 12_000, ends_at: null } };
    const stopped = at(MINE, NOW, [
      { part: "floor", speaker: paused, summoned: null, open: true, present_only: false, offers: [], stances: true },
    ]);
    expect(cuesBetween(at(MINE, NOW + 69_000), stopped)).toEqual([]);
  });

  it("tell of a ballot: open, about to close for who has not voted, its result", () => {
    const open = at(MINE, NOW, ballot());
    expect(cuesBetween(at(), open)).toEqual(["ballot"]);
    const late = NOW + 45_000;
    const voted = { ...MINE, ballot: { id: "b1", may: false, why: "", facts: {}, voted_at: NOW, choice: {} } };
    expect(cuesBetween(open, at(MINE, late, ballot()))).toContain("closing");
    expect(cuesBetween(open, at(voted, late, ballot()))).not.toContain("closing");
    expect(cuesBetween(open, at(MINE, NOW, ballot({ state: "published" })))).toEqual(["result"]);
  });

  it("tell who comes in late only what is theirs to do", () => {
    expect(cuesBetween(null, at(MINE, NOW, ballot()))).toEqual([]);
    expect(cuesBetween(null, at({ ...MINE, speaking: true }))).toEqual(["turn"]);
  });
});
