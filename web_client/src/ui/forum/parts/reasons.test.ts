import { describe, expect, it } from "vitest";
import { t } from "../../../i18n/t";
import type { Channel, Key, Kind, Stance } from "../../../protocol/messages";
import { type Reasoned, reasonLine, reasonShort, reasonWords } from "./reasons";

const KEYS: readonly Key[] = [
  ...(["kind", "moderator", "balance", "alternate_camp", "waited", "kept"] as const),
  ...(["alternate_channel", "first_time", "least_spoken", "request_time"] as const),
];
const KINDS: readonly Kind[] = ["interposed", "intervention", "point_of_order", "normal"];
const STANCES: readonly Stance[] = ["pro", "con", "none"];
const CHANNELS: readonly Channel[] = ["online", "onsite"];
const WHO: Reasoned = { kind: "normal", stance: "pro", channel: "online", reason: "" };

describe("reasons", () => {
  it("have words of their own for every key, whoever it is", () => {
    const everybody = KINDS.flatMap((kind) =>
      STANCES.flatMap((stance) => CHANNELS.map((channel) => ({ kind, stance, channel, reason: "막차 시간" }))),
    );
    const others = KEYS.filter((key) => key !== "request_time");
    const made = everybody.flatMap((who) => others.flatMap((key) => [reasonWords(key, who), reasonShort(key, who)]));
    expect(made).not.toContain(t("reason.request_time"));
    expect(made.filter((words) => words === "" || words.startsWith("reason."))).toEqual([]);
  });

  it("say whose turn it is after whose", () => {
    expect(reasonWords("alternate_camp", WHO)).toBe("반대 다음은 찬성입니다.");
    expect(reasonWords("alternate_channel", { ...WHO, channel: "onsite" })).toBe("온라인 다음은 현장입니다.");
  });

  it("give the moderator's own, where there is one", () => {
    expect(reasonWords("moderator", { ...WHO, reason: "막차 시간" })).toBe("사회자가 옮겼습니다. 이유: 막차 시간");
    expect(reasonWords("moderator", WHO)).toBe("사회자가 옮겼습니다.");
  });

  it("stand in one line where there is little room", () => {
    expect(reasonLine(["alternate_camp", "first_time"], { ...WHO, stance: "con" })).toBe("반대 차례 · 처음 발언");
  });
});
