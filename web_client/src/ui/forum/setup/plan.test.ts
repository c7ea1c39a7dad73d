import { describe, expect, it } from "vitest";
import { DEBATE, RULES, TALK, TOWNHALL } from "./formats.test-helper";
import {
  added,
  faultsOf,
  firstPlan,
  moved,
  nextHalfHour,
  opensAt,
  orderly,
  type Plan,
  wishOf,
  withFormat,
} from "./plan";

const NOW = Date.parse("2026-11-28T10:10:00Z");

const plan = (change: Partial<Plan> = {}): Plan => {
  const first = firstPlan([DEBATE, TOWNHALL], "city-hall", NOW);
  if (!first) throw new Error("no plan");
  return { ...first, title: "외동 주차장", ...change };
};

describe("the plan of a forum", () => {
  it("begins whole but for its title: one can open it at once", () => {
    expect(faultsOf(plan({ title: " " }))).toEqual({ title: "setup.wrong.title" });
    expect(faultsOf(plan())).toEqual({});
    expect(plan().format).toBe("townhall");
  });

  it("opens at the next half hour of Gimhae, in whatever zone the browser is", () => {
    expect(nextHalfHour(NOW)).toEqual({ day: "2026-11-28", time: "19:30" });
    expect(nextHalfHour(Date.parse("2026-11-28T14:50:00Z"))).toEqual({ day: "2026-11-29", time: "00:00" });
    expect(opensAt({ day: "2026-11-28", time: "19:30" })).toBe(Date.parse("2026-11-28T10:30:00Z"));
  });

  it("takes agenda and rules of another format, and keeps what was written of the evening", () => {
    const other = withFormat(plan({ hall: "library" }), DEBATE);
    expect(other).toMatchObject({ title: "외동 주차장", hall: "library", rules: { camps: true } });
    expect(other.agenda[0]?.kind).toBe("debate");
  });

  it("says what is wrong beside its field", () => {
    const rules = { ...RULES, speech_s: 3, ballot: { ...RULES.ballot, open_s: 30 } };
    const details = { ...plan().details, live: "http://a.kr", documents: [{ title: "", url: "https://a.kr" }] };
    expect(faultsOf(plan({ day: "", hall: "", agenda: [], rules, details }))).toEqual({
      when: "setup.wrong.when",
      hall: "setup.wrong.hall",
      agenda: "setup.wrong.no_item",
      speech: "setup.wrong.speech",
      ballot: "setup.wrong.min_open",
      documents: "setup.wrong.document_title",
      live: "setup.wrong.address",
    });
  });

  it.each([
    [{ ...TALK, title: " ", row: 0 }, "setup.wrong.item_title"],
    [{ ...TALK, minutes: 0, row: 0 }, "setup.wrong.minutes"],
    [{ ...TALK, speech_s: 5, row: 0 }, "setup.wrong.speech"],
    [{ ...TALK, kind: "debate", row: 0 }, "setup.wrong.debate"],
  ] as const)("finds what no item may be: %o", (item, why) => {
    expect(faultsOf(plan({ agenda: [item] })).agenda).toBe(why);
  });

  it("moves, adds and keeps the rows apart", () => {
    expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
    expect(moved(["a", "b", "c"], 2, -1)).toEqual(["c", "a", "b"]);
    expect(added([{ ...TALK, row: 4 }]).map((item) => item.row)).toEqual([4, 5]);
  });

  it("puts the keys of camps first, as the server wants them", () => {
    expect(orderly(["first_time", "balance", "request_time"])).toEqual(["balance", "first_time", "request_time"]);
  });

  it("becomes what the server takes", () => {
    expect(wishOf(plan({ title: " 외동 " }), "a1")).toMatchObject({ act: "a1", title: "외동", agenda: [TALK] });
  });
});
