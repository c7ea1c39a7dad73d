import { describe, expect, it } from "vitest";
import { words } from "../../../i18n/t";
import { changeOf, differences, merged, planOf } from "./change";
import { RULES } from "./formats.test-helper";
import { added, faultsOf, NO_DETAILS, type Plan } from "./plan";
import type { ForumHead } from "./setup_api";

await words("setup");

const WAITING = { state: "waiting", started_at: 0, finished_at: 0 } as const;
const HEAD: ForumHead = {
  id: "f1",
  title: "장유 도서관",
  state: "planned",
  hall: "city-hall",
  opens: Date.parse("2026-11-28T10:00:00Z"),
  agenda: [
    { id: "i1", title: "여는 말", kind: "talk", minutes: 10, speech_s: 0, ...WAITING },
    { id: "i2", title: "시민 발언", kind: "speeches", minutes: 40, speech_s: 90, ...WAITING },
  ],
  rules: RULES,
  details: { ...NO_DETAILS, about: "도서관 시간", panel: ["김하늘"] },
  version: 3,
  agenda_version: 2,
  cancelled: "",
  opened: 0,
  closed: 0,
};
const PLAN = planOf(HEAD);
const found = (change: Partial<Plan>) => differences(PLAN, { ...PLAN, ...change }, (id) => `곳 ${id}`);

describe("a forum that was announced", () => {
  it("is the plan of its form, without a fault, at the hour of Gimhae", () => {
    expect(faultsOf(PLAN)).toEqual({});
    expect(PLAN).toMatchObject({ title: "장유 도서관", day: "2026-11-28", time: "19:00" });
  });

  it("is sent with the versions that were seen; items keep their ids, new ones have none", () => {
    const wish = changeOf({ ...PLAN, title: " 새 ", agenda: added(PLAN.agenda) }, HEAD, "a1");
    expect(wish).toMatchObject({ act: "a1", title: "새", saw: 3, saw_agenda: 2, opens: HEAD.opens });
    expect(wish.agenda?.map((item) => item.id)).toEqual(["i1", "i2", null]);
    expect(wish.agenda?.some((item) => "row" in item)).toBe(false);
  });

  it("differs in nothing where nothing was changed, spaces and empty lines besides", () => {
    expect(found({})).toEqual([]);
    expect(found({ title: "장유 도서관 ", details: { ...PLAN.details, panel: ["김하늘", ""] } })).toEqual([]);
  });

  it("says what differs in words", () => {
    expect(found({ title: "새 이름", hall: "hall-1", time: "20:00" })).toEqual([
      { what: "title", before: "장유 도서관", after: "새 이름" },
      { what: "when", before: "11월 28일 19:00", after: "11월 28일 20:00" },
      { what: "hall", before: "곳 city-hall", after: "곳 hall-1" },
    ]);
    expect(found({ agenda: PLAN.agenda.slice(1) })).toEqual([
      { what: "agenda", before: "여는 말 (발표와 안내, 10분)", after: "없음" },
    ]);
    expect(found({ agenda: PLAN.agenda.toReversed() })[0]?.after).toMatch(/^1\. 시민 발언 .+\n2\. 여는 말 /);
    expect(found({ details: { ...PLAN.details, about: "" } })).toEqual([
      { what: "about", before: "도서관 시간", after: "없음" },
    ]);
    expect(found({ rules: { ...RULES, speech_s: 60 } })[0]?.after).toContain("한 번에 60초");
  });

  it("tells of a rule that has no sentence of its own, too", () => {
    expect(found({ rules: { ...RULES, grace_s: 60 } }).map((one) => one.what)).toEqual(["rules"]);
  });

  it("is put together with what another officer changed meanwhile; mine stays where both changed the same", () => {
    const mine = { ...PLAN, title: "내 이름", rules: { ...RULES, speech_s: 60 } };
    const theirs = { ...PLAN, title: "네 이름", time: "20:00", rules: { ...RULES, speech_s: 90, grace_s: 60 } };
    const both = merged(PLAN, mine, theirs);
    expect(both).toMatchObject({ title: "내 이름", time: "20:00" });
    expect(both.rules).toEqual({ ...RULES, speech_s: 60, grace_s: 60 });
    expect(merged(PLAN, PLAN, theirs)).toEqual(theirs);
  });
});
