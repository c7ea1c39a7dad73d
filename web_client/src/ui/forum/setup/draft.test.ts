import { beforeEach, describe, expect, it } from "vitest";
import { type Draft, dropDraft, keepDraft, keptDraft, readDraft } from "./draft";
import { RULES, TOWNHALL } from "./formats.test-helper";
import { firstPlan, type Plan } from "./plan";

const AT = Date.parse("2026-11-24T12:00:00Z");
const KEY = "agora.setup";
const DETAILS = {
  about: "무엇을",
  panel: ["김하늘"],
  documents: [{ title: "자료", url: "https://a.kr" }],
  live: "https://live.kr/1",
  sign: null,
  live_delay_s: 20,
  practice: false,
};
const PLAN: Plan = { ...(firstPlan([TOWNHALL], "city-hall", AT) as Plan), title: "장유 도서관", details: DETAILS };
const DRAFT: Draft = { plan: PLAN, step: 1, act: "a1", at: AT };
const kept = (now = AT, who = "acc1") => keptDraft(who, [TOWNHALL], now);

/** Returns what is stored, changed by hand. */
function altered(change: (stored: Record<string, unknown>) => unknown): string {
  keepDraft("acc1", DRAFT);
  return JSON.stringify(change(JSON.parse(localStorage.getItem(KEY) ?? "")));
}

describe("the draft of a plan", () => {
  beforeEach(() => {
    const stored = new Map<string, string>();
    Object.assign(globalThis, {
      localStorage: {
        getItem: (key: string) => stored.get(key) ?? null,
        setItem: (key: string, value: string) => stored.set(key, value),
        removeItem: (key: string) => stored.delete(key),
      },
    });
  });

  it("comes back whole, to who wrote it", () => {
    keepDraft("acc1", DRAFT);
    expect(kept()).toEqual(DRAFT);
    expect(kept(AT, "acc2")).toBeNull();
  });

  it("is gone once it was sent, and after a month", () => {
    keepDraft("acc1", DRAFT);
    expect(kept(AT + 31 * 86_400_000)).toBeNull();
    dropDraft();
    expect(kept()).toBeNull();
  });

  it("keeps a number that was just being written", () => {
    keepDraft("acc1", { ...DRAFT, plan: { ...PLAN, rules: { ...RULES, speech_s: Number.NaN } } });
    expect(kept()?.plan.rules.speech_s).toBeNaN();
  });

  it("is bounded: one that no server would take leaves the one before", () => {
    keepDraft("acc1", DRAFT);
    keepDraft("acc1", { ...DRAFT, plan: { ...PLAN, title: "가".repeat(70_000) } });
    expect(kept()).toEqual(DRAFT);
  });

  it("leaves out what the page does not know", () => {
    const text = altered((stored) => ({ ...stored, plan: { ...PLAN, colour: "red" }, secret: 1 }));
    expect(readDraft(text, "acc1", [TOWNHALL], AT)).toEqual(DRAFT);
  });

  it.each<[string, (stored: Record<string, unknown>) => unknown]>([
    ["of another version", (stored) => ({ ...stored, version: 0 })],
    ["without its rules", (stored) => ({ ...stored, plan: { ...PLAN, rules: undefined } })],
    ["with a text for a list", (stored) => ({ ...stored, plan: { ...PLAN, agenda: "none" } })],
    ["with a list for an item", (stored) => ({ ...stored, plan: { ...PLAN, agenda: [[]] } })],
    ["with nothing for a title", (stored) => ({ ...stored, plan: { ...PLAN, title: null } })],
    ["of a format that is gone", (stored) => ({ ...stored, plan: { ...PLAN, format: "gone" } })],
    ["at no step", (stored) => ({ ...stored, step: 7 })],
    ["that is none", () => null],
  ])("%s is none", (_, change) => {
    expect(readDraft(altered(change), "acc1", [TOWNHALL], AT)).toBeNull();
  });

  it("is none where it is no JSON or storage is forbidden", () => {
    expect(readDraft("{", "acc1", [TOWNHALL], AT)).toBeNull();
    Object.defineProperty(globalThis, "localStorage", {
      configurable: true,
      get: () => {
        throw new Error("forbidden");
      },
    });
    keepDraft("acc1", DRAFT);
    dropDraft();
    expect(kept()).toBeNull();
    Object.defineProperty(globalThis, "localStorage", { configurable: true, writable: true, value: null });
  });
});
