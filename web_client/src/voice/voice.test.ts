import { describe, expect, it } from "vitest";
import { makeSound } from "./fake_sound.test-helper";

const frame = new Uint8Array([3]);

describe("listening", () => {
  it("begins with a tap, tells the server, and ends", async () => {
    const { voice, told, frames } = makeSound();
    voice.take(frame);
    expect([frames.length, voice.hearing.value]).toEqual([0, "off"]);

    await voice.listen();
    voice.take(frame);
    expect([frames.length, voice.hearing.value, told]).toEqual([1, "on", [["listen", true]]]);

    voice.deafen();
    expect([voice.hearing.value, told.at(-1)]).toEqual(["off", ["listen", false]]);
  });

  it("is told anew when the line is back, and only while it is on", async () => {
    const { voice, told } = makeSound();
    voice.lineOpened();
    expect(told).toEqual([]);
    await voice.listen();
    voice.lineOpened();
    expect(told).toEqual([
      ["listen", true],
      ["listen", true],
    ]);
  });

  it("that was given up while it began stays off", async () => {
    const { voice, told } = makeSound();
    const begun = voice.listen();
    voice.deafen();
    await begun;
    expect([voice.hearing.value, told]).toEqual(["off", []]);
  });

  it("says when a browser cannot", async () => {
    const sound = makeSound();
    sound.deaf = true;
    await sound.voice.listen();
    expect(sound.voice.hearing.value).toBe("unable");
  });

  it("says when it breaks later, and tells the server", async () => {
    const sound = makeSound();
    await sound.voice.listen();
    sound.ear?.failed();
    expect([sound.voice.hearing.value, sound.told.at(-1)]).toEqual(["unable", ["listen", false]]);
  });

  it("follows volume and mute", async () => {
    const sound = makeSound();
    await sound.voice.listen();
    sound.voice.volume.value = 0.5;
    expect(sound.volume).toBe(0.5);
    sound.voice.muted.value = true;
    expect(sound.volume).toBe(0);
  });

  it("shows whether a voice arrives, and how loud", async () => {
    const sound = makeSound();
    await sound.voice.listen();
    for (const level of [0.1, 0.6, 0.2, 0.1, 0.1]) sound.ear?.played(level, 20);
    expect([sound.voice.heard.value, sound.voice.heardLevel.value]).toEqual([true, 0.6]);
    sound.ear?.played(0, 400);
    expect(sound.voice.heard.value).toBe(false);
  });
});

describe("speaking", () => {
  it("opens with the floor, is silent in a pause, and ends with the floor", async () => {
    const sound = makeSound();
    await sound.voice.openMic();
    expect([sound.voice.mic.value.kind, sound.sending]).toEqual(["on", false]);

    sound.voice.setFloor("open");
    expect(sound.sending).toBe(true);
    sound.voice.setFloor("paused");
    expect([sound.sending, sound.mouth !== null]).toEqual([false, true]);
    sound.voice.setFloor("open");
    sound.voice.setFloor("closed");
    expect([sound.voice.mic.value.kind, sound.mouth, sound.sending]).toEqual(["off", null, false]);
  });

  it("by push to talk goes out while held", async () => {
    const sound = makeSound();
    sound.voice.pushToTalk.value = true;
    sound.voice.setFloor("open");
    await sound.voice.openMic();
    expect(sound.sending).toBe(false);
    sound.voice.held.value = true;
    expect(sound.sending).toBe(true);
    sound.voice.closeMic();
    expect(sound.voice.held.value).toBe(false);
  });

  it.each(["refused", "none", "busy", "unable"] as const)("a microphone that is %s is said at once", async (why) => {
    const sound = makeSound();
    sound.trouble = why;
    await sound.voice.openMic();
    expect(sound.voice.mic.value).toEqual({ kind: "failed", why });
    expect(sound.told).toEqual([["failed", why]]);

    sound.trouble = null;
    await sound.voice.openMic();
    expect(sound.voice.mic.value.kind).toBe("on");
  });

  it("a microphone that goes away is said at once", async () => {
    const sound = makeSound();
    sound.voice.setFloor("open");
    await sound.voice.openMic();
    sound.mouth?.lost();
    expect([sound.voice.mic.value, sound.voice.sending.value]).toEqual([{ kind: "failed", why: "lost" }, false]);
    expect(sound.told).toEqual([["failed", "lost"]]);
  });

  it("a floor that closes while the browser still asks lets the microphone go", async () => {
    const sound = makeSound();
    sound.voice.setFloor("open");
    const asked = sound.voice.openMic();
    sound.voice.setFloor("closed");
    await asked;
    expect([sound.voice.mic.value.kind, sound.mouth]).toEqual(["off", null]);
  });

  it("shows how loud the microphone is, ten times a second", async () => {
    const sound = makeSound();
    await sound.voice.openMic();
    for (const level of [0.1, 0.7, 0.2, 0.1, 0.1]) sound.mouth?.level(level);
    expect(sound.voice.micLevel.value).toBe(0.7);
  });
});

describe("the real hall", () => {
  it("is carried: its microphone is open in its turn and shut while its loudspeaker speaks", async () => {
    const sound = makeSound();
    await sound.voice.carryHall();
    sound.voice.setFloor("open");
    expect([sound.told, sound.sending, sound.mouth?.place]).toEqual([
      [
        ["listen", true],
        ["carry", true],
      ],
      true,
      "hall",
    ]);

    sound.ear?.played(0.5, 20);
    expect(sound.sending).toBe(false);
    sound.ear?.played(0, 500);
    expect(sound.sending).toBe(true);

    sound.voice.setFloor("closed");
    expect([sound.sending, sound.voice.mic.value.kind]).toEqual([false, "on"]);
    sound.voice.lineOpened();
    expect(sound.told.at(-1)).toEqual(["carry", true]);
    sound.voice.putHallDown();
    expect([sound.voice.mic.value.kind, sound.voice.hearing.value]).toEqual(["off", "off"]);
  });

  it("is put down with the page", async () => {
    const sound = makeSound();
    await sound.voice.carryHall();
    sound.voice.dispose();
    expect(sound.told).toContainEqual(["carry", false]);
    expect([sound.voice.carrying.value, sound.mouth, sound.ear]).toEqual([false, null, null]);
  });

  it("without a microphone plays what others say, and is not their voice", async () => {
    const sound = makeSound();
    sound.trouble = "none";
    await sound.voice.carryHall();
    expect(sound.voice.hearing.value).toBe("on");
    expect(sound.told).not.toContainEqual(["carry", true]);
  });
});
