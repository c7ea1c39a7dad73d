// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeForum, fakeForum, NOW, RESULT } from "../../../forum_client/fake_forum.test-helper";
import { t, words } from "../../../i18n/t";
import { RefusedError } from "../../../net/line";
import type { Role } from "../../../protocol/messages";
import { shortcuts } from "../../base/settings";
import { makeModerator } from "./context";
import { ModeratorView } from "./moderator";

let fake: FakeForum = fakeForum("desk");

async function open(role: Role = "moderator") {
  fake = fakeForum("desk");
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  const moderator = makeModerator(fake.forum, role);
  await act(() => render(<ModeratorView moderator={moderator} />, root));
  return moderator;
}

/** The first button whose words, or label, begin so. */
function button(begins: string): HTMLButtonElement {
  const all = [...document.querySelectorAll("button")];
  const found = all.find((one) => (one.getAttribute("aria-label") ?? one.textContent ?? "").trim().startsWith(begins));
  if (!found) throw new Error(`no button: ${begins}`);
  return found;
}

const click = (begins: string) => act(async () => button(begins).click());
const key = (at: Element, name: string, code = name) =>
  act(async () => {
    at.dispatchEvent(new KeyboardEvent("keydown", { key: name, code, bubbles: true, cancelable: true }));
  });
const names = () => [...document.querySelectorAll(".desk-rows > li strong")].map((one) => one.textContent);
const filled = () => [...document.querySelectorAll(".button.filled")].map((one) => one.textContent);

beforeEach(async () => {
  await words("desk", "hall", "setup", "staff");
  shortcuts.value = true;
});

describe("the desk", () => {
  it("calls who it shows as next, by the version it shows", async () => {
    await open();
    expect(filled()).toEqual([t("desk.call", { name: "오미경" })]);
    await click(t("desk.call", { name: "오미경" }));
    expect(fake.orders).toEqual([
      { order: "call_next", entry: fake.parts.value.queue?.rows[0]?.entry, saw: fake.parts.value.desk?.floor_version },
    ]);
  });

  it("tells who was first, keeps it until it is closed, and drops it with the next act that is taken", async () => {
    await open();
    fake.refuse = new RefusedError("stale", { by: "정은주", did: "speech_started", at: NOW, version: 13 });
    await click("+30");
    const alert = document.querySelector("[role=alert]");
    expect(alert?.textContent).toContain(
      t("desk.stale", { by: "정은주", at: "20:04", did: t("desk.did.speech_started") }),
    );
    fake.refuse = null;
    await click("+30");
    expect(document.querySelector("[role=alert]")?.textContent).toBe("");
  });

  it("stops the forum with one key, not while one writes, and not where keys are switched off", async () => {
    await open();
    const field = document.querySelector("#desk-announce-text");
    if (!field) throw new Error("no field");
    await key(field, "p", "KeyP");
    shortcuts.value = false;
    await key(document.body, "p", "KeyP");
    expect(fake.orders).toEqual([]);
    shortcuts.value = true;
    await key(document.body, "ㅔ", "KeyP");
    expect(fake.orders).toEqual([{ order: "pause_forum", reason: t("desk.pause.reason") }]);
  });

  it("keeps the clock where the line is lost, and says so", async () => {
    await open();
    await act(() => {
      fake.line.value = { kind: "waiting", until: 0, tries: 1 };
    });
    expect(document.body.textContent).toContain(t("desk.line.lost"));
    expect(document.querySelector(".clock-figures")?.textContent).toBe("1:24");
  });

  it("takes a caption off with one press, and tells everybody something", async () => {
    await open();
    const captions = document.querySelector(".desk-captions");
    await act(async () => [...(captions?.querySelectorAll("button") ?? [])].at(-1)?.click());
    expect(fake.orders).toEqual([{ order: "take_off", row: 204, reason: t("desk.captions.at_once") }]);
    await act(() => fake.change({ part: "announcement", text: "10분 쉽니다", at: NOW }));
    const told = document.querySelector(".desk-announce");
    expect(told?.textContent).toContain("10분 쉽니다");
    await act(async () => told?.querySelector("button")?.click());
    expect(fake.orders.at(-1)).toEqual({ order: "announce", text: "" });
  });

  it("leaves ending and publishing to officers", async () => {
    const counted = {
      ...(fake.parts.value.desk?.ballots[0] as object),
      state: "finished",
      result: { ...RESULT, outcome: "tie", winner: "" },
    };
    const show = () =>
      act(() =>
        fake.change({ ...fake.parts.value.desk, ballots: [counted] } as unknown as Parameters<FakeForum["change"]>[0]),
      );
    await open("moderator");
    await show();
    expect(document.body.textContent).toContain(t("desk.ballot.officer"));
    await open("officer");
    await show();
    await click(t("desk.ballot.publish"));
    expect(fake.orders[0]?.order).toBe("publish_ballot");
  });
});

describe("calls for help", () => {
  it("are done by the version that the page shows; applause asks for nothing", async () => {
    await open();
    await click(t("desk.signal.done.this", { signal: t("desk.signal.cant_hear") }));
    expect(fake.orders).toEqual([{ order: "finish_help", signal: "cant_hear", saw: 1 }]);
    expect(document.querySelectorAll(".desk-signals button")).toHaveLength(1);
    expect(document.querySelector(".desk-signals li")?.textContent).toContain(t("desk.signal.cant_hear"));
    const done = { row: 1, at: NOW, who: "정은주", did: "help_done", about: "cant_hear", reason: "" };
    await act(() => fake.change({ part: "acts", acts: [done] }));
    expect(document.querySelector(".desk-acts")?.textContent).toContain("‘안 들려요’ 요청을 확인했습니다");
  });
});

describe("the order of the queue", () => {
  it("is changed by keys, told in words, and asks for a reason", async () => {
    await open();
    const before = names();
    const handle = button(t("desk.grab", { name: "한지호" }));
    await act(async () => handle.click());
    await key(handle, "ArrowUp");
    expect(names()).toEqual([before[0], before[2], before[1], ...before.slice(3)]);
    expect(document.querySelector("[data-live=assertive]")?.textContent).toBe(
      t("desk.grab.at", { name: "한지호", n: 1 }),
    );
    await act(async () => button(t("desk.grab", { name: "한지호" })).click());
    expect(names()).toEqual(before);
    await click(t("desk.move.do"));
    expect(fake.orders).toEqual([]);
    await click(t("desk.why.bus"));
    await click(t("desk.move.do"));
    expect(fake.orders).toMatchObject([{ order: "move_entry", place: 1, reason: t("desk.why.bus") }]);
    await vi.waitFor(() => expect(document.querySelector("[role=dialog]")).toBeNull());
  });

  it("is left as it was with Escape", async () => {
    await open();
    const before = names();
    const handle = button(t("desk.grab", { name: "한지호" }));
    await act(async () => handle.click());
    await key(handle, "ArrowUp");
    await key(button(t("desk.grab", { name: "한지호" })), "Escape");
    expect(names()).toEqual(before);
    expect(fake.orders).toEqual([]);
  });

  it("is changed by drag too", async () => {
    await open();
    const rows = () => [...document.querySelectorAll(".desk-rows > li")];
    const drag = (type: string, at: number) =>
      act(async () => {
        rows()[at]?.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
      });
    await drag("dragstart", 2);
    await drag("dragover", 1);
    await drag("drop", 1);
    expect(document.querySelector("[role=dialog]")?.textContent).toContain(
      t("desk.move.what", { name: "한지호", n: 1 }),
    );
  });

  it("is overridden by a call with a reason, for who is not next", async () => {
    await open();
    await click(t("desk.row.acts", { name: "한지호" }));
    await click(t("desk.row.call"));
    await click(t("desk.why.health"));
    await click(t("desk.call", { name: "한지호" }));
    expect(fake.orders).toMatchObject([{ order: "call_person", reason: t("desk.why.health") }]);
  });
});

describe("questions at the desk", () => {
  it("are shown, promised by a department until a day, and merged into one that is shown", async () => {
    await open();
    const asked = { ...fake.parts.value.questions?.questions[0], id: "q9", text: "버스는 다니나요?", state: "asked" };
    const questions = [asked, ...(fake.parts.value.questions?.questions ?? [])];
    await act(() => fake.change({ part: "questions", questions, asked: 1 } as Parameters<FakeForum["change"]>[0]));
    await click(t("desk.question.to.shown"));
    expect(fake.orders.at(-1)).toMatchObject({ order: "move_question", question: "q9", to: "shown" });
    const shown = questions.map((one) => (one === asked ? { ...one, version: (one.version ?? 0) + 1 } : one));
    await act(() =>
      fake.change({ part: "questions", questions: shown, asked: 1 } as Parameters<FakeForum["change"]>[0]),
    );
    await click(t("desk.question.acts", { text: "버스는 다니나요?" }));
    await click(t("desk.question.merge"));
    await click("지하로 가면");
    expect(fake.orders.at(-1)).toMatchObject({ order: "merge_question", question: "q9", into: "q1" });
  });

  it("are taken slowly with one press, which says so, and told back with another", async () => {
    await open();
    await click(t("desk.slow.length", { n: 30 }));
    expect(fake.orders.at(-1)).toEqual({ order: "set_slow", seconds: 30 });
    await act(() => fake.change({ ...fake.parts.value.questions, slow: 30 } as Parameters<FakeForum["change"]>[0]));
    const control = document.querySelector(".desk-slow");
    expect(control?.querySelector("[aria-pressed=true]")?.textContent).toBe(t("desk.slow.length", { n: 30 }));
    expect(control?.querySelector("[role=status]")?.textContent).toBe(t("desk.slow.on", { n: 30 }));
    await click(t("desk.slow.off"));
    expect(fake.orders.at(-1)).toEqual({ order: "set_slow", seconds: 0 });
  });

  it("come back when they were hidden, and are answered when they were promised", async () => {
    await open();
    const one = { ...fake.parts.value.questions?.questions[0], id: "q9", text: "버스는 다니나요?", state: "hidden" };
    const questions = [one, ...(fake.parts.value.questions?.questions ?? [])];
    await act(() => fake.change({ part: "questions", questions, asked: 0 } as Parameters<FakeForum["change"]>[0]));
    await click(t("desk.questions.done", { answered: 0, promised: 1, hidden: 1 }));
    await click(t("desk.question.show_again"));
    expect(fake.orders.at(-1)).toMatchObject({ order: "move_question", question: "q9", to: "shown" });
    const sheet = document.querySelector("[role=dialog]");
    await act(async () => [...(sheet?.querySelectorAll("button") ?? [])].at(-1)?.click());
    await click(t("desk.question.answer.do"));
    expect(fake.orders.at(-1)).toMatchObject({ order: "move_question", question: "q3", to: "answered" });
  });
});
