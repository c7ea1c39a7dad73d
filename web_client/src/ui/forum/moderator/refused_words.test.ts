import { beforeAll, describe, expect, it } from "vitest";
import { t, words } from "../../../i18n/t";
import { RefusedError } from "../../../net/line";
import type { ActView } from "../../../protocol/messages";
import { actWords, didWords, reasonOf } from "../parts/act_words";
import { refusedWords } from "./refused_words";

beforeAll(() => words("desk"));

describe("a refusal at the desk", () => {
  it("tells who did what, and when, where another was first", () => {
    const facts = { by: "정은주", did: "item_started", at: 1_793_012_640_000 };
    expect(refusedWords(new RefusedError("stale", facts))).toBe(
      "정은주 님이 20:04에 먼저 했습니다: 의제를 시작했습니다. 그래서 하지 않았습니다. 새 화면을 보고 다시 눌러 주세요.",
    );
    expect(refusedWords(new RefusedError("stale", { did: "queue_set", at: 0 }))).toContain(t("desk.somebody"));
  });

  it("names the word that makes a ballot one on candidates", () => {
    expect(refusedWords(new RefusedError("candidate_question", { word: "후보자" }))).toContain("‘후보자’");
  });

  it("is worded as everywhere else, and a fault that is no refusal too", () => {
    expect(refusedWords(new RefusedError("nobody_waits", {}))).toBe(t("refusal.nobody_waits"));
    expect(refusedWords(new Error("no"))).toBe(t("refusal.unknown"));
  });
});

describe("an act of staff", () => {
  const act = (more: Partial<ActView>): ActView => ({
    row: 1,
    at: 0,
    who: "정은주",
    did: "speech_started",
    about: "이도현",
    reason: "",
    ...more,
  });

  it("is told with whom it is about and why", () => {
    expect(actWords(act({}))).toBe("이도현 님을 불렀습니다");
    expect(actWords(act({ did: "queue_set", about: "" }))).toBe("신청 받는 방식을 바꿨습니다");
    expect(actWords(act({ did: "ballot_started", about: "도로를 넓힐까요" }))).toBe(
      "투표를 열었습니다: 도로를 넓힐까요",
    );
    expect([reasonOf(act({})), reasonOf(act({ reason: "막차 시간" }))]).toEqual(["", "이유: 막차 시간"]);
  });

  it("of a newer server is told all the same", () => {
    expect(didWords("never_heard_of")).toBe(t("desk.did.unknown"));
  });
});
