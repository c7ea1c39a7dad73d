import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { Parts } from "../forum_client/forum_client";
import type { ClientMessage, MinePart } from "../protocol/messages";
import { soundParts } from "./fake_sound.test-helper";
import { floorOf, floorOfForum, forumVoice } from "./forum_voice";

const parts = (phase: string, speaker: { person: string; channel: string; running: boolean } | null) =>
  ({ head: { part: "head", phase }, floor: { part: "floor", speaker } }) as unknown as Parts;
const me = { part: "mine", person: "p1" } as unknown as MinePart;
const speaks = (person: string, channel = "online", running = true) => ({ person, channel, running });

/** A line with a mind of its own, as that of a forum is: its methods need it. */
class Line {
  readonly said: ClientMessage[] = [];
  #frames = 0;

  get frames(): number {
    return this.#frames;
  }

  say(message: ClientMessage): boolean {
    return this.said.push(message) > 0;
  }

  send(): boolean {
    this.#frames += 1;
    return true;
  }
}

describe("the own floor", () => {
  it("is open while I speak from afar, and stands still in a pause of the speech or of the forum", () => {
    expect(floorOf(parts("open", speaks("p1")), me)).toBe("open");
    expect(floorOf(parts("open", speaks("p1", "online", false)), me)).toBe("paused");
    expect(floorOf(parts("paused", speaks("p1")), me)).toBe("paused");
  });

  it("is closed for everybody else, without anybody, and on site", () => {
    expect(floorOf(parts("open", speaks("p2")), me)).toBe("closed");
    expect(floorOf(parts("open", speaks("p1")), null)).toBe("closed");
    expect(floorOf(parts("open", speaks("p1", "onsite")), me)).toBe("closed");
    expect(floorOf(parts("open", null), me)).toBe("closed");
    expect(floorOf({}, me)).toBe("closed");
  });
});

describe("the floor of the hall", () => {
  it("is open for who is on site and between speeches, and closed while somebody afar speaks", () => {
    expect(floorOfForum(parts("open", speaks("p3", "onsite")))).toBe("open");
    expect(floorOfForum(parts("open", null))).toBe("open");
    expect(floorOfForum(parts("open", speaks("p3", "onsite", false)))).toBe("paused");
    expect(floorOfForum(parts("open", speaks("p1")))).toBe("closed");
    expect(floorOfForum(parts("paused", null))).toBe("closed");
  });
});

describe("the voice of a hall", () => {
  it("follows the floor and tells the server what this tab hears", async () => {
    const { fake, made } = soundParts();
    const shown = signal(parts("open", null));
    const line = new Line();
    const own = forumVoice({ id: "f1", parts: shown, mine: signal<MinePart | null>(me) }, line, () => "a1", {
      parts: made,
    });
    await own.voice.listen();
    await own.voice.openMic();
    expect([line.said, fake.sending]).toEqual([[["listen", "a1", "f1", true]], false]);
    expect([fake.mouth?.send(Uint8Array.of(3)), line.frames]).toEqual([true, 1]);

    shown.value = parts("open", speaks("p1"));
    expect(fake.sending).toBe(true);
    shown.value = parts("open", speaks("p2"));
    expect([fake.sending, own.voice.mic.value.kind]).toEqual([false, "off"]);

    own.dispose();
    shown.value = parts("open", speaks("p1"));
    expect([own.voice.floor.value, own.voice.hearing.value]).toEqual(["closed", "off"]);
  });

  it("of the clerk's machine follows the hall's floor", async () => {
    const { fake, made } = soundParts();
    const shown = signal(parts("open", null));
    const line = new Line();
    const own = forumVoice({ id: "f1", parts: shown, mine: signal<MinePart | null>(null) }, line, () => "a1", {
      parts: made,
    });
    await own.voice.carryHall();
    expect([fake.sending, line.said.at(-1)]).toEqual([true, ["carry_hall", "a1", "f1", true]]);
    shown.value = parts("open", speaks("p2"));
    expect([fake.sending, own.voice.mic.value.kind]).toEqual([false, "on"]);
  });
});
