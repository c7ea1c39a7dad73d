import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import type { LineState } from "../net/line";
import type { ClientMessage } from "../protocol/messages";
import { HallHere } from "./hall_here";

let sent: ClientMessage[];
let frames: Uint8Array[];
let gaps: number;
let ids: number;
let here: HallHere;

beforeEach(() => {
  sent = [];
  frames = [];
  gaps = 0;
  ids = 0;
  const line = signal<LineState>({ kind: "open" });
  here = new HallHere({
    line: () => line,
    send: (message) => sent.push(message) > 0,
    sendVoice: (frame) => frames.push(frame) > 0,
    gap: () => {
      gaps += 1;
    },
    serverNow: () => 0,
    newId: () => `id${++ids}`,
    now: () => 0,
    again: () => {},
  });
});

const present = { part: "present", present: 3, onsite: 1 } as const;

describe("the forum of the hall one stands in", () => {
  it("is attended at once on an open line, and anew after each welcome", () => {
    here.attend("f1");
    here.welcome();
    expect(sent.map(([type]) => type)).toEqual(["attend", "attend"]);
  });

  it("is told apart: another hall begins empty, and the former is left", () => {
    here.attend("f1");
    here.answer(["done", "id1"]);
    here.take(["forum_reset", "forum:f1", "e", 5, "light", [present]]);
    expect(here.forum.value?.parts.value.present?.present).toBe(3);
    expect(here.positions()).toEqual([["forum:f1", "e", 5]]);
    here.attend("f2");
    expect(here.forum.value?.parts.value).toEqual({});
    expect(sent.map(([type]) => type)).toEqual(["attend", "leave_forum", "attend"]);
  });

  it("asks for the line anew where the chain breaks", () => {
    here.attend("f1");
    here.take(["forum_reset", "forum:f1", "e", 5, "light", []]);
    here.take(["forum_changed", "forum:f1", 7, 8, [present]]);
    expect(gaps).toBe(1);
  });

  it("carries orders under ids of their own and answers them", async () => {
    here.attend("f1");
    here.answer(["done", "id1"]);
    const order = here.forum.value?.order({ order: "yield_floor" });
    here.answer(["done", "somebody-elses"]);
    here.answer(["done", "id2"]);
    await expect(order).resolves.toBeUndefined();
  });

  it("stays while one stands there", () => {
    here.attend("f1");
    here.attend("f1");
    expect(sent).toHaveLength(1);
    here.attend(null);
    expect(here.forum.value).toBeNull();
  });

  it("carries a voice both ways, for the hall that it was made for", () => {
    const heard: number[] = [];
    let opened = 0;
    const ear = { take: (frame: Uint8Array) => heard.push(frame.length), lineOpened: () => opened++ };
    here.attend("f1");
    here.forum.value?.hear(ear);
    here.takeVoice(Uint8Array.of(3, 1));
    here.takeVoice(Uint8Array.of(9, 1, 1));
    here.welcome();
    expect([heard, opened, here.forum.value?.send(Uint8Array.of(3)), frames.length]).toEqual([[2], 2, true, 1]);
    here.attend("f2");
    here.takeVoice(Uint8Array.of(3, 1));
    expect(heard).toEqual([2]);
  });
});
