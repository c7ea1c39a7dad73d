import { describe, expect, it } from "vitest";
import type { Spot } from "../../world/hall_layout";
import { committedWorld } from "../../world/testing.test-helper";
import { type Attendance, Audience } from "./audience";

const HALLS = [...committedWorld().halls.values()].map((hall) => [hall.place, hall] as const);
const NOBODY: Attendance = {
  counts: { onsite: 0, page: 0 },
  speaker: null,
  waiting: { pro: [], con: [] },
  walked: [],
  taken: new Set(),
};
const GREY = 13;

describe.each(HALLS)("the audience of %s", (_, hall) => {
  const audience = new Audience(hall);
  const at = ([x, z]: Spot) => ({ x: expect.closeTo(x), z: expect.closeTo(z) });

  it("mirrors the real hall in its block, and seats those of the page beside it [HA5]", () => {
    const seated = audience.of({ ...NOBODY, counts: { onsite: 20, page: 30 } });
    expect(seated.filter((one) => one.look.top === GREY)).toHaveLength(20);
    expect(seated).toHaveLength(50);
    expect(seated.every((one) => one.sits)).toBe(true);
  });

  it("leaves a seat to who walked there [HA5]", () => {
    const one = { ...NOBODY, counts: { onsite: 1, page: 0 } };
    const [first] = audience.of(one);
    const seat = audience.seats.find(({ x, z }) => x === first?.x && z === first?.z);
    const [other] = audience.of({ ...one, taken: new Set([seat?.key ?? ""]) });
    expect([other?.x, other?.z]).not.toEqual([first?.x, first?.z]);
  });

  it("draws no more than there are seats, and keeps who sits where while others come", () => {
    const of = (onsite: number, page: number) => audience.of({ ...NOBODY, counts: { onsite, page } });
    expect(of(5_000, 5_000)).toHaveLength(hall.seats);
    expect(of(12, 0).slice(0, 11)).toEqual(of(11, 0));
  });

  it("has the speaker at the lectern, one of those who are counted", () => {
    const speaks = { ...NOBODY, counts: { onsite: 0, page: 3 }, speaker: "page" } as const;
    const [speaker, ...seated] = audience.of(speaks);
    expect(speaker).toMatchObject({ x: hall.lectern[0], y: hall.stage.high, sits: false });
    expect(speaker?.z).toBeLessThan(hall.lectern[1]);
    expect(seated).toHaveLength(2);
  });

  it("leaves the lectern to a speaker who walked there", () => {
    const walked = [[hall.lectern[0], hall.lectern[1] - 0.5]] as const;
    const all = audience.of({ ...NOBODY, counts: { onsite: 0, page: 3 }, speaker: "page", walked });
    expect(all.every((one) => one.sits)).toBe(true);
  });

  it("shows who waits in the lines, and leaves the places of those who walked there", () => {
    const waiting = { pro: ["page", "onsite"], con: ["page"] } as const;
    const lines = { ...NOBODY, counts: { onsite: 5, page: 5 }, waiting };
    const [first, second, other] = audience.of(lines).filter((one) => !one.sits);
    expect([first?.look.top, second?.look.top]).toEqual([7, GREY]);
    expect(
      [first, second].every((one) => Math.hypot((one?.x ?? 0) - hall.pro[0][0], (one?.z ?? 0) - hall.pro[0][1]) < 3),
    ).toBe(true);
    const walked = audience.of({ ...lines, walked: [[first?.x ?? 0, first?.z ?? 0]] }).filter((one) => !one.sits);
    expect(walked).toHaveLength(2);
    expect(walked[0]).toMatchObject(at([second?.x ?? 0, second?.z ?? 0]));
    expect(walked[1]).toMatchObject(at([other?.x ?? 0, other?.z ?? 0]));
  });
});
