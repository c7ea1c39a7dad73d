import { describe, expect, it } from "vitest";
import { ServerClock, TickClock } from "../net/server_time";
import { Streams } from "../net/streams";
import { Gait, RUN_SPEED, WALK_SPEED } from "../protocol/messages";
import { standing, withEntry } from "./bubbles";
import { BATCH, BATCH_MS, Directory } from "./directory";
import { OPEN_GROUND } from "./ground";
import type { LogEntry, PersonInfo } from "./square";
import { Steering, walks } from "./steering";
import { MOVE_MS, Uplink } from "./uplink";

describe("steering", () => {
  const wall = { ...OPEN_GROUND, walkable: (x: number) => x < 10 };

  it("walks and runs at the speeds of the square", () => {
    const steering = new Steering(OPEN_GROUND);
    steering.frame(1_000, Gait.STAND);
    steering.steer(0, 0.7);
    for (let now = 1_050; now <= 2_000; now += 50) steering.frame(now, Gait.STAND);
    expect(steering.own.y).toBeCloseTo(WALK_SPEED, 3);
    steering.steer(0, 1);
    for (let now = 2_050; now <= 3_000; now += 50) steering.frame(now, Gait.STAND);
    expect(steering.own.y).toBeCloseTo(WALK_SPEED + RUN_SPEED, 3);
    expect(walks(steering.own.state)).toBe(true);
  });

  it("slides along a wall and stands still against it", () => {
    const steering = new Steering(wall);
    steering.place(9.9, 0, 0);
    steering.frame(0, Gait.STAND);
    steering.steer(0.5, 0.5);
    for (let now = 50; now <= 1_000; now += 50) steering.frame(now, Gait.STAND);
    expect(steering.own.x).toBeLessThan(10);
    expect(steering.own.y).toBeGreaterThan(1.5);
    steering.steer(1, 0);
    steering.frame(1_050, Gait.STAND);
    steering.frame(1_100, Gait.STAND);
    expect(walks(steering.own.state)).toBe(false);
  });

  it("gives a way up that leads through a wall", () => {
    const steering = new Steering(wall);
    steering.frame(0, Gait.STAND);
    expect(steering.walk({ x: 20, y: 0 }, "벽 뒤")).toBe(true);
    for (let now = 50; now <= 8_000; now += 50) steering.frame(now, Gait.STAND);
    expect(steering.goal).toBeNull();
    expect(steering.own.x).toBeLessThan(10);
  });

  it("does not leap after a page slept", () => {
    const steering = new Steering(OPEN_GROUND);
    steering.frame(0, Gait.STAND);
    steering.steer(1, 0);
    steering.frame(60_000, Gait.STAND);
    expect(steering.own.x).toBeLessThan(2);
  });
});

describe("the uplink", () => {
  it("tells start, stop and turn at once, and no more than ten a second", () => {
    const uplink = new Uplink();
    uplink.known(0, 0, 0, Gait.STAND, 0);
    expect(uplink.due(0, 0, 0, Gait.STAND, 5_000)).toBeNull();
    const start = uplink.due(0, 0, 0, Gait.WALK, 5_000);
    expect(start).toMatchObject({ seq: 1, gait: Gait.WALK });
    if (start) uplink.sent(start, 0, 0, 0, 5_000);
    expect(uplink.due(0, 0, 1, Gait.WALK, 5_000 + MOVE_MS - 1)).toBeNull();
    expect(uplink.due(0, 0.3, 1, Gait.WALK, 5_000 + MOVE_MS)).not.toBeNull();
    expect(uplink.due(0, 0.3, 0, Gait.WALK, 5_000 + MOVE_MS)).toBeNull();
    expect(uplink.due(0, 0.3, 0, Gait.STAND, 5_000 + MOVE_MS)).toMatchObject({ gait: Gait.STAND });
  });
});

describe("the directory", () => {
  const info = (slot: number, participant: string) => ({ slot, participant }) as PersonInfo;

  it("asks in batches of sixty, at a bounded rate, each slot once", () => {
    const directory = new Directory();
    for (let slot = 0; slot < 100; slot++) directory.want(slot);
    expect(directory.batch(0)).toHaveLength(BATCH);
    expect(directory.batch(1)).toBeNull();
    expect(directory.batch(BATCH_MS)).toHaveLength(40);
    for (let slot = 0; slot < 100; slot++) directory.want(slot);
    expect(directory.batch(2 * BATCH_MS)).toBeNull();
  });

  it("knows who is where until the slot is forgotten", () => {
    const directory = new Directory();
    directory.learn(info(3, "a"), 0);
    expect(directory.slotOf("a")).toBe(3);
    directory.learn(info(3, "b"), 0);
    expect(directory.slotOf("a")).toBeUndefined();
    directory.nobody(3, 0);
    expect(directory.person(3)).toBeUndefined();
    directory.want(3);
    expect(directory.batch(1_000)).toBeNull();
    directory.clear();
    directory.want(3);
    expect(directory.batch(1_000)).toEqual([3]);
  });
});

describe("clocks", () => {
  it("ticks keep their distance though frames come late, also over the wrap", () => {
    const clock = new TickClock();
    clock.start(10);
    const times = [65_534, 65_535, 0, 1].map((tick, index) => clock.time(tick, 1_000 + index * 100 + (index % 2) * 30));
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const gap of gaps) expect(Math.abs(gap - 100)).toBeLessThan(2);
  });

  it("the server's clock takes the better answer", () => {
    const clock = new ServerClock();
    clock.synced(10_000, 0, 20);
    expect(clock.now(10)).toBe(10_000);
    clock.synced(99_000, 0, 2_000);
    expect(clock.now(10)).toBe(10_000);
  });

  it("takes any answer after a time that came unasked, as after a device slept", () => {
    const clock = new ServerClock();
    clock.synced(10_000, 0, 2);
    clock.start(90_000, 10);
    clock.synced(90_500, 400, 800);
    expect(clock.now(600)).toBe(90_500);
  });
});

describe("streams", () => {
  it("apply what follows, skip what is old, and see a gap", () => {
    const streams = new Streams();
    expect(streams.accept("s", 0, 1)).toBe("gap");
    streams.start("s", "e", 4);
    expect(streams.accept("s", 4, 7)).toBe("apply");
    expect(streams.accept("s", 4, 7)).toBe("old");
    expect(streams.accept("s", 8, 9)).toBe("gap");
    expect(streams.positions()).toEqual([["s", "e", 7]]);
  });
});

describe("bubbles", () => {
  const entry = (speaker: string, text: string, reach = "say") => ({ speaker, text, reach, name: "" }) as LogEntry;

  it("show the newest words of each, for as long as one reads, and nothing old or private", () => {
    let bubbles = withEntry([], entry("a", "하나"), 1, 0, 0);
    bubbles = withEntry(bubbles, entry("a", "둘"), 1, 0, 0);
    expect(bubbles.map((bubble) => bubble.text)).toEqual(["둘"]);
    expect(withEntry(bubbles, entry("b", "옛말"), 2, 60_000, 0)).toBe(bubbles);
    expect(withEntry(bubbles, entry("b", "귓속말", "direct"), 2, 0, 0)).toBe(bubbles);
    expect(withEntry(bubbles, entry("b", "모르는 이"), undefined, 0, 0)).toBe(bubbles);
    expect(standing(bubbles, 100)).toBe(bubbles);
    expect(standing(bubbles, 60_000)).toEqual([]);
  });
});
