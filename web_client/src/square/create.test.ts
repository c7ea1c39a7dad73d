import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RefusedError } from "../net/line";
import { DIGEST, Gait, type Me } from "../protocol/messages";
import { Bench, crowdFrame, ME } from "./fake_server.test-helper";

let bench: Bench;

beforeEach(() => {
  vi.useFakeTimers();
  bench = new Bench();
});

afterEach(() => {
  bench.engine.dispose();
  vi.useRealTimers();
});

describe("joining", () => {
  it("asks for a ticket, dials with it and greets with the digest", async () => {
    await bench.enter();
    expect(bench.socket.path).toBe("/ws?ticket=t1");
    expect(bench.socket.last("hello")).toEqual(["hello", DIGEST, "id1", "map", []]);
    expect(bench.engine.line.value).toEqual({ kind: "open" });
    expect(bench.engine.me.value?.name).toBe("가야");
    expect(bench.engine.own.x).toBeCloseTo(600);
  });

  it("tells the clock of the server", async () => {
    await bench.enter();
    bench.now += 500;
    expect(bench.engine.serverNow()).toBe(1_700_000_000_500);
  });
});

describe("the view that the server advises", () => {
  it("is none where somebody chose another one before the welcome came", async () => {
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    bench.socket.open();
    bench.engine.view("space", false);
    bench.socket.say(["welcome", "me", 7, 30_000, 30_000, 0, 1_700_000_000_000, 10, 300, "map"]);
    expect(bench.engine.advised.value).toBeNull();
  });

  it("is shown where it differs from the view that was greeted with", async () => {
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    bench.socket.open();
    bench.socket.say(["welcome", "me", 7, 30_000, 30_000, 0, 1_700_000_000_000, 10, 300, "list"]);
    expect(bench.engine.advised.value).toBe("list");
  });
});

describe("walking", () => {
  it("moves the own avatar at once and tells start and stop", async () => {
    await bench.enter();
    bench.now += 200;
    bench.engine.steer(1, 0);
    bench.run(1_000);
    bench.engine.steer(0, 0);
    bench.run(200);
    expect(bench.engine.own.x).toBeGreaterThan(605);
    const gaits = bench.socket.moves.map((move) => move[7]);
    expect(gaits[0]).toBe(Gait.RUN);
    expect(gaits.at(-1)).toBe(Gait.STAND);
    expect(bench.socket.moves.length).toBeLessThan(8);
  });

  it("sends nothing while standing", async () => {
    await bench.enter();
    bench.run(5_000);
    expect(bench.socket.moves).toHaveLength(0);
  });

  it("walks to a point and stops there", async () => {
    await bench.enter();
    expect(bench.engine.walkTo({ x: 603, y: 604 }, "연못")).toBe(true);
    expect(bench.engine.walkingTo.value?.name).toBe("연못");
    bench.run(2_500);
    expect(bench.engine.walkingTo.value).toBeNull();
    expect(Math.hypot(bench.engine.own.x - 603, bench.engine.own.y - 604)).toBeLessThan(0.1);
  });

  it("follows the own record where another tab walks", async () => {
    await bench.enter();
    bench.run(2_000);
    for (let tick = 0; tick < 20; tick++) {
      bench.socket.bytes(crowdFrame(tick, [[7, 30_000 + tick * 15, 30_000, 64, Gait.WALK]]));
      bench.run(96);
    }
    expect(bench.engine.own.x).toBeGreaterThan(604);
    expect(bench.socket.moves).toHaveLength(0);
  });

  it("stands where the server puts it", async () => {
    await bench.enter();
    bench.engine.walkTo({ x: 700, y: 700 });
    bench.socket.say(["placed", 5_000, 6_000, 64, "goto"]);
    expect(bench.engine.own.x).toBeCloseTo(100);
    expect(bench.engine.walkingTo.value).toBeNull();
  });
});

describe("the others", () => {
  it("come with a frame, get a name when wanted and go with a tombstone", async () => {
    await bench.enter();
    bench.socket.bytes(crowdFrame(1, [[9, 30_100, 30_000, 0, Gait.STAND]]));
    bench.run(600);
    expect(bench.socket.last("who")).toEqual(["who", [9]]);
    bench.socket.say(["people", [[9, "you", "수로", "guest", [], true, null]], []]);
    bench.run(600);
    expect(bench.engine.near.value.map((one) => [one.info.name, Math.round(one.distance)])).toEqual([["수로", 2]]);
    bench.socket.bytes(crowdFrame(2, [[9, 30_100, 30_000, 0, Gait.GONE]]));
    bench.run(600);
    expect(bench.engine.crowd.size).toBe(0);
    expect(bench.engine.near.value).toEqual([]);
  });
});

describe("following", () => {
  let told: number;

  beforeEach(async () => {
    told = 0;
    bench.engine.dispose();
    bench = new Bench({
      letGo: () => {
        told += 1;
      },
    });
    await bench.welcome();
    const me = Object.assign([...ME], { 9: "you" }) as unknown as Me;
    bench.socket.say(["reset", "inbox:me", "e1", 0, [me, [], [], [], []]]);
    bench.socket.bytes(crowdFrame(1, [[9, 30_500, 30_000, 0, Gait.STAND]]));
    bench.socket.say(["people", [[9, "you", "수로", "guest", [], true, null]], []]);
  });

  const follows = () => bench.socket.messages.filter((message) => message[0] === "follow");

  it("walks after the one who is followed", () => {
    bench.run(600);
    expect(bench.engine.walkingTo.value?.name).toBe("수로");
    expect([follows(), told]).toEqual([[], 0]);
  });

  it("ends at once when one steers by hand, and says so once", () => {
    bench.run(600);
    bench.engine.steer(0.05, 0);
    expect(told).toBe(0);
    bench.engine.steer(0, -1);
    bench.engine.steer(0, -1);
    bench.run(1_000);
    bench.engine.steer(0, 0);
    bench.socket.bytes(crowdFrame(9, [[9, 32_000, 30_000, 0, Gait.STAND]]));
    bench.run(1_000);
    expect(follows().map((message) => message[2])).toEqual([null]);
    expect(told).toBe(1);
    expect(bench.engine.walkingTo.value).toBeNull();
  });

  it("ends with a walk to somewhere else, but not with one to whom one follows", () => {
    bench.run(600);
    bench.engine.walkToPerson("you");
    expect(told).toBe(0);
    bench.engine.walkTo({ x: 500, y: 500 });
    expect([follows().length, told]).toEqual([1, 1]);
  });
});

describe("words", () => {
  it("are said as an act, logged and shown over the head", async () => {
    await bench.enter();
    const said = bench.engine.say("say", null, "안녕하세요");
    const act = bench.socket.last("say")?.[1] ?? "";
    bench.socket.say(["event", "inbox:me", 0, 1, uttered("me", "안녕하세요")]);
    bench.socket.say(["done", act]);
    await said;
    expect(bench.engine.log.value.map((entry) => [entry.text, entry.mine])).toEqual([["안녕하세요", true]]);
    expect(bench.engine.bubbles.value.map((bubble) => bubble.slot)).toEqual([7]);
    bench.run(13_000);
    expect(bench.engine.bubbles.value).toEqual([]);
  });

  it("are refused with a reason", async () => {
    await bench.enter();
    const said = bench.engine.say("hall", null, "여러분");
    bench.socket.say(["refused", bench.socket.last("say")?.[1] ?? "", "no_floor", {}]);
    await expect(said).rejects.toEqual(new RefusedError("no_floor", {}));
    await expect(bench.engine.say("say", null, " ")).rejects.toMatchObject({ why: "empty_text" });
    await expect(bench.engine.say("say", null, "가".repeat(501))).rejects.toMatchObject({ why: "text_too_long" });
  });
});

describe("a line that breaks", () => {
  it("comes back with what was seen, and resends acts under way", async () => {
    await bench.enter();
    bench.socket.say(["event", "inbox:me", 0, 4, uttered("you", "하나")]);
    const said = bench.engine.say("say", null, "둘");
    const act = bench.socket.last("say");
    bench.socket.cut();
    expect(bench.engine.line.value.kind).toBe("waiting");
    bench.now += 400;
    await vi.advanceTimersByTimeAsync(400);
    await bench.welcome();
    expect(bench.socket.last("hello")?.[4]).toEqual([["inbox:me", "e1", 4]]);
    expect(bench.socket.last("say")).toEqual(act);
    bench.socket.say(["resumed", "inbox:me", "e1", 4]);
    bench.socket.say(["event", "inbox:me", 4, 5, uttered("me", "둘")]);
    bench.socket.say(["done", act?.[1] ?? ""]);
    await said;
    expect(bench.engine.log.value.map((entry) => entry.text)).toEqual(["하나", "둘"]);
  });

  it("is taken up anew where the chain of a stream breaks, and an old event is not applied twice", async () => {
    await bench.enter();
    bench.socket.say(["event", "inbox:me", 0, 1, uttered("you", "하나")]);
    bench.socket.say(["event", "inbox:me", 0, 1, uttered("you", "하나")]);
    expect(bench.engine.log.value).toHaveLength(1);
    bench.socket.say(["event", "inbox:me", 2, 3, uttered("you", "셋")]);
    expect(bench.engine.log.value).toHaveLength(1);
    expect(bench.engine.line.value.kind).toBe("waiting");
  });

  it("is over when the participant left, and leaving succeeds", async () => {
    await bench.enter();
    const leaving = bench.engine.leave();
    bench.socket.say(["goodbye", 4501, 0, {}]);
    await leaving;
    expect(bench.engine.line.value).toEqual({ kind: "ended", name: "left", facts: {} });
  });

  it("reloads once for a new digest", async () => {
    await bench.enter();
    bench.socket.say(["goodbye", 4010, 0, {}]);
    expect(bench.reloads).toBe(1);
  });

  it("gives up an act that nobody answers", async () => {
    await bench.enter();
    const said = bench.engine.say("say", null, "여보세요");
    const outcome = expect(said).rejects.toMatchObject({ why: "no_answer" });
    bench.now += 21_000;
    await vi.advanceTimersByTimeAsync(1_000);
    await outcome;
  });
});

function uttered(speaker: string, text: string) {
  const at = 1_700_000_000_000;
  return ["uttered", `u-${text}`, speaker, "이름", "guest", "say", null, text, at, 1, 2, 3, "", "mac"] as const;
}
