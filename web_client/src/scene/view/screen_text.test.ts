import { describe, expect, it } from "vitest";
import { makeBallot, RESULT, TERMS } from "../../forum_client/fake_parts.test-helper";
import type { Parts } from "../../forum_client/forum_client";
import { t } from "../../i18n/t";
import { greetingText, screenText } from "./screen_text";

const NOW = Date.UTC(2026, 10, 24, 1, 0, 0);
const speaker = { name: "가야", clock: { total: 180_000, remaining: 0, ends_at: NOW + 84_000 } };
const rows = [{ name: "나루" }, { name: "" }, { name: "다솜" }];
const text = (shown: Parts) => screenText(shown, NOW);
const parts = (more: object): Parts =>
  ({
    head: { title: "도서관 여는 시간", phase: "open" },
    present: { present: 9, onsite: 2 },
    ...more,
  }) as unknown as Parts;

describe("the wall screen of a hall", () => {
  it("greets by the name of the hall where no forum is attended", () => {
    expect(greetingText("기와 회의장", NOW, 7)).toEqual({
      title: "기와 회의장 · 김해",
      clock: "오전 10:00",
      lines: [t("scene.screen.welcome"), t("scene.screen.near"), t("scene.screen.lines")],
      here: "지금 광장에 7명이 있습니다.",
    });
    expect(screenText({}, NOW)).toBeNull();
  });

  it("shows who speaks with the time that is left, and the next two", () => {
    const shown = text(parts({ floor: { speaker }, queue: { rows } }));
    expect(shown?.clock).toBe("1:24");
    expect(shown?.lines).toEqual(["지금 말하는 사람  가야", "다음 1  나루", "다음 2  이름 없는 참여자"]);
    expect(shown?.here).toBe("9명이 참여하고 있습니다. 현장 2명.");
  });

  it("shows a vote without any sum", () => {
    const ballot = { state: "started", ends_at: NOW + 60_000, voted: 5, terms: { question: "늘릴까요?" } };
    const shown = text(parts({ ballot: { ballot } }));
    expect(shown?.lines).toEqual(["투표하는 중  1:00 남음", "늘릴까요?", "5명이 투표했습니다."]);
  });

  it("shows a result with shares of the base until somebody speaks", () => {
    const ballot = makeBallot({ state: "published", result: RESULT });
    const quiet = { ballot: { ballot }, floor: { speaker: null } };
    const lines = ["투표 결과", TERMS.question, "찬성 171명 (59.2%) · 반대 118명 (40.8%) · 기권 22명"];
    expect(text(parts(quiet))?.lines).toEqual(lines);
    expect(text(parts({ ...quiet, floor: { speaker } }))?.lines[0]).toBe("지금 말하는 사람  가야");
  });

  it("puts a message of staff before everything else, until it is taken back", () => {
    const told = { floor: { speaker }, queue: { rows }, announcement: { text: "10분 쉽니다.", at: NOW } };
    const taken = { ...told, announcement: { text: "", at: 0 } };
    expect(text(parts(told))?.lines.slice(0, 2)).toEqual(["알림  10분 쉽니다.", "지금 말하는 사람  가야"]);
    expect(text(parts(taken))?.lines[0]).toBe("지금 말하는 사람  가야");
  });

  it("says that a forum is paused", () => {
    const paused = { head: { title: "도서관", phase: "paused" } } as unknown as Parts;
    expect(text(paused)?.lines[0]).toBe("토론회가 잠시 멈췄습니다.");
  });
});
