// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Ear, Parts, VoicedForumClient } from "../../../forum_client/forum_client";
import type { MinePart } from "../../../protocol/messages";
import { ForumVoicePanel } from "./forum_voice_panel";

let root: HTMLElement;
let ears: (Ear | null)[];
let typed: number;
const parts = signal<Parts>({});
const mine = signal<MinePart | null>(null);
const forum = {
  id: "f1",
  parts,
  mine,
  say: () => true,
  send: () => true,
  hear: (ear: Ear | null) => ears.push(ear),
} as unknown as VoicedForumClient;
const me = (more: object) => ({ part: "mine", person: "p1", channel: "online", ...more }) as unknown as MinePart;
const floor = (speaker: object | null, summoned: object | null = null) =>
  ({ head: { phase: "open" }, floor: { speaker, summoned } }) as unknown as Parts;
const buttons = () => [...root.querySelectorAll("button")].map((one) => one.textContent);

beforeEach(() => {
  root = document.createElement("div");
  document.body.replaceChildren(root);
  ears = [];
  typed = 0;
  parts.value = floor(null);
  mine.value = me({});
  act(() => render(<ForumVoicePanel forum={forum} onType={() => typed++} />, root));
});
afterEach(() => act(() => render(null, root)));

it("offers listening to everybody, and hears what comes while it is shown", () => {
  expect(buttons()).toEqual(["듣기 시작"]);
  expect(ears[0]).not.toBeNull();
  act(() => render(null, root));
  expect(ears.at(-1)).toBeNull();
});

it("offers a microphone check to who is next or is waited for, but not on site", () => {
  act(() => {
    mine.value = me({ place: { place: 1 } });
  });
  expect(buttons()).toEqual(["마이크 확인하기", "듣기 시작"]);
  act(() => {
    mine.value = me({ place: { place: 2 } });
    parts.value = floor(null, { person: "p1" });
  });
  expect(buttons()).toContain("마이크 확인하기");
  act(() => {
    mine.value = me({ place: { place: 1 }, channel: "onsite" });
  });
  expect(buttons()).toEqual(["듣기 시작"]);
  expect(root.textContent).toContain("이어폰");
});

it("in one's turn offers to speak, and where there is no microphone turns to typed words at once", async () => {
  act(() => {
    mine.value = me({ speaking: true });
    parts.value = floor({ person: "p1", channel: "online", running: true });
  });
  expect(buttons()).toEqual(["마이크 켜고 말하기", "글로 말하기", "듣기 시작"]);
  await act(async () => {
    root.querySelector("button")?.click();
    await import("../../../voice/mouth"); // what the tap loads
    await new Promise((done) => setTimeout(done));
  });
  expect(typed).toBe(1); // this browser has no encoder
  expect(root.textContent).toContain("글로 말하실 수 있습니다.");
});
