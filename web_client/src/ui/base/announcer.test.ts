import { describe, expect, it } from "vitest";
import { Announcer, type Heard, PAUSE_MS, SPOKEN_MS } from "./announcer";

function makeAnnouncer() {
  const spoken: string[] = [];
  const timers: { at: number; run: () => void }[] = [];
  const clock = { now: 10_000 };
  const announcer = new Announcer({
    speak: (words) => spoken.push(words),
    sum: (heard: readonly Heard[]) => `${heard.length}:${heard.at(-1)?.text}`,
    now: () => clock.now,
    later: (run, ms) => {
      const timer = { at: clock.now + ms, run };
      timers.push(timer);
      return () => timers.splice(timers.indexOf(timer), 1);
    },
  });
  const advance = (ms: number) => {
    clock.now += ms;
    for (const timer of timers.filter((one) => one.at <= clock.now)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.run();
    }
  };
  return { announcer, spoken, advance, timers };
}

describe("the announcer", () => {
  it("speaks a first line at once", () => {
    const { announcer, spoken } = makeAnnouncer();
    announcer.hear({ name: "가", text: "안녕하세요" });
    expect(spoken).toEqual(["1:안녕하세요"]);
  });

  it("sums up a flood: one summary in three seconds", () => {
    const { announcer, spoken, advance } = makeAnnouncer();
    for (let n = 0; n < 50; n += 1) announcer.hear({ name: "가", text: String(n) });
    advance(PAUSE_MS - 1);
    expect(spoken).toEqual(["1:0"]);
    advance(1);
    expect(spoken).toEqual(["1:0", "49:49"]);
  });

  it("says nothing more once hushed", () => {
    const { announcer, spoken, advance, timers } = makeAnnouncer();
    announcer.hear({ name: "가", text: "a" });
    announcer.hear({ name: "가", text: "b" });
    announcer.hush();
    advance(PAUSE_MS * 2);
    expect([spoken, timers]).toEqual([["1:a", ""], []]);
  });

  it("takes spoken words out of the region again, so that nobody reads them twice", () => {
    const { announcer, spoken, advance } = makeAnnouncer();
    announcer.hear({ name: "가", text: "하나" });
    advance(SPOKEN_MS - 1);
    announcer.hear({ name: "가", text: "둘" });
    advance(SPOKEN_MS - 1);
    expect(spoken).toEqual(["1:하나", "1:둘"]);
    advance(1);
    expect(spoken.at(-1)).toBe("");
  });
});
