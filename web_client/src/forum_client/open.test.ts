import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RefusedError } from "../net/line";
import type { AnyPart } from "../protocol/messages";
import { FakeSocket } from "../square/fake_server.test-helper";
import { MINE, NOW, PARTS } from "./fake_forum.test-helper";
import { type OwnForum, openForum } from "./open";

const present = (n: number): AnyPart => ({ part: "present", present: n, onsite: 0 });

/** A forum client on fake sockets with a clock set by hand. */
class Bench {
  readonly sockets: FakeSocket[] = [];
  now = 1_000;
  ids = 0;
  readonly forum: OwnForum = openForum({
    id: "f1",
    face: "light",
    district: "외동",
    api: { ticket: async () => "t" },
    socketFactory: (path) => {
      const socket = new FakeSocket(path);
      this.sockets.push(socket);
      return socket;
    },
    now: () => this.now,
    random: () => 0.5,
    newId: () => `id${++this.ids}`,
    reload: () => undefined,
    reloaded: false,
  });

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("no socket yet");
    return socket;
  }

  /** Lets the ticket arrive and the socket open up to the welcome. */
  async welcome(): Promise<void> {
    for (let n = 0; n < 3; n++) await Promise.resolve();
    this.socket.open();
    this.now += 40;
    this.socket.say(["welcome", "me", 7, 0, 0, 0, NOW, 10, 300, "list"]);
  }

  /** Lets the attending through, with a whole face or with what changed since. */
  attended(): void {
    this.socket.say(["done", this.socket.last("attend")?.[1] ?? ""]);
  }

  async enter(): Promise<void> {
    await this.welcome();
    this.socket.say(["forum_reset", "forum:f1", "e1", 10, "light", [...PARTS, MINE]]);
    this.attended();
  }

  /** The line breaks and comes back. */
  async comeBack(): Promise<void> {
    this.socket.cut();
    this.now += 1_000;
    await vi.advanceTimersByTimeAsync(1_000);
    await this.welcome();
  }
}

describe("a forum with a line of its own", () => {
  let bench: Bench;
  beforeEach(() => {
    vi.useFakeTimers();
    bench = new Bench();
  });
  afterEach(() => {
    bench.forum.dispose();
    vi.useRealTimers();
  });
  const types = () => bench.socket.messages.map((message) => message[0]);

  it("asks for no crowd, attends, and shows the parts and one's own", async () => {
    await bench.enter();
    expect(types().slice(0, 3)).toEqual(["hello", "change_view", "attend"]);
    expect(bench.socket.last("change_view")).toEqual(["change_view", "list", true]);
    expect(bench.socket.last("attend")?.slice(2)).toEqual(["f1", "light", "", "외동"]);
    expect([bench.forum.parts.value.head?.title, bench.forum.mine.value?.person]).toEqual([
      "외동 공영주차장 지하화",
      "p4",
    ]);
  });

  it("folds changes, mere counts among them, and leaves old ones", async () => {
    await bench.enter();
    bench.socket.say(["forum_changed", "forum:f1", 10, 12, [present(400)]]);
    bench.socket.say(["forum_changed", "forum:f1", 12, 12, [present(401)]]);
    bench.socket.say(["forum_changed", "forum:f1", 9, 11, [present(1)]]);
    bench.socket.say(["forum_changed", "forum:other", 12, 13, [present(2)]]);
    expect(bench.forum.parts.value.present?.present).toBe(401);
  });

  it("takes the line up anew at a gap, and goes on from where it was", async () => {
    await bench.enter();
    bench.socket.say(["forum_changed", "forum:f1", 11, 12, [present(400)]]);
    expect(bench.forum.parts.value.present?.present).toBe(398);
    bench.now += 1_000;
    await vi.advanceTimersByTimeAsync(1_000);
    await bench.welcome();
    expect(bench.socket.last("hello")?.[4]).toEqual([["forum:f1", "e1", 10]]);
    bench.socket.say(["forum_changed", "forum:f1", 10, 12, [present(400)]]);
    expect(bench.forum.parts.value.present?.present).toBe(400);
  });

  it("gives orders once it attends, and the same again after a lost line", async () => {
    const asked = bench.forum.order({ order: "ask_floor", stance: "pro" });
    await bench.welcome();
    expect(bench.socket.last("give_order")).toBeUndefined();
    bench.attended();
    const first = bench.socket.last("give_order");
    expect(first?.slice(2)).toEqual(["f1", { order: "ask_floor", stance: "pro" }]);

    await bench.comeBack();
    expect(bench.socket.last("give_order")).toBeUndefined();
    bench.attended();
    expect(bench.socket.last("give_order")).toEqual(first);
    bench.socket.say(["done", first?.[1] ?? ""]);
    await expect(asked).resolves.toBeUndefined();
  });

  it("says why an order was refused", async () => {
    await bench.enter();
    const asked = bench.forum.order({ order: "yield_floor" });
    bench.socket.say(["refused", bench.socket.last("give_order")?.[1] ?? "", "nobody_speaks", {}]);
    await expect(asked).rejects.toEqual(new RefusedError("nobody_speaks", {}));
  });

  it.each(["too_fast", "internal"])("knocks again after %s, and says why it does not let one attend", async (why) => {
    await bench.welcome();
    bench.socket.say(["refused", bench.socket.last("attend")?.[1] ?? "", why, {}]);
    expect(bench.forum.refused.value).toBeNull();
    const before = bench.ids;
    bench.now += 2_000;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bench.ids).toBeGreaterThan(before);
    bench.socket.say(["refused", bench.socket.last("attend")?.[1] ?? "", "level_needed", { needs: "citizen" }]);
    expect(bench.forum.refused.value?.why).toBe("level_needed");
    await expect(bench.forum.show("applause")).rejects.toMatchObject({ why: "level_needed" });
  });

  it("reads the server's clock, however wrong its own is", async () => {
    await bench.welcome();
    expect(Math.abs(bench.forum.serverNow() - NOW)).toBeLessThanOrEqual(20);
    bench.now += 5_000;
    bench.socket.say(["synced", bench.now - 10, NOW + 5_015]);
    expect(Math.abs(bench.forum.serverNow() - (NOW + 5_020))).toBeLessThanOrEqual(5);
  });

  it("a speaker comes back at once", async () => {
    await bench.enter();
    bench.socket.say(["forum_changed", "forum:f1", 10, 11, [{ ...MINE, speaking: true }]]);
    bench.now += 1_000;
    await vi.advanceTimersByTimeAsync(1_000);
    bench.socket.cut();
    await vi.advanceTimersByTimeAsync(1);
    await Promise.resolve();
    expect(bench.sockets).toHaveLength(2);
  });

  it("leaving says so and lets go", async () => {
    await bench.enter();
    const { socket } = bench;
    bench.forum.leave();
    expect([socket.last("leave_forum")?.[2], socket.readyState]).toEqual(["f1", 3]);
  });

  it("hands the voice on", async () => {
    await bench.enter();
    const heard: number[] = [];
    let opened = 0;
    bench.forum.hear({ take: (frame) => heard.push(frame.length), lineOpened: () => opened++ });
    bench.socket.bytes(Uint8Array.of(3, 1, 2));
    expect([heard, opened]).toEqual([[3], 1]);
  });
});
