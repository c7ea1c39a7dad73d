import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type FakeForum, fakeForum } from "../../../forum_client/fake_forum.test-helper";
import { RefusedError } from "../../../net/line";
import type { AnyClientCommand } from "../../../protocol/messages";
import { ARRIVE_MS, ownOrders } from "./own_orders";

/** A desk whose server takes an order for the version it holds, and tells of it when the test lets it. */
class Server {
  readonly fake: FakeForum = fakeForum("desk");
  readonly taken: AnyClientCommand[] = [];
  floor = this.shown;
  readonly #answers: (() => void)[] = [];

  constructor() {
    Object.assign(this.fake.forum, { order: (order: AnyClientCommand) => this.#order(order) });
  }

  /** The version of the floor that the desk shows. */
  get shown(): number {
    return this.fake.parts.value.desk?.floor_version ?? 0;
  }

  /** Answers what waits for it. */
  async answers() {
    for (const answer of this.#answers.splice(0)) answer();
    await vi.advanceTimersByTimeAsync(0);
  }

  /** Brings what holds to the desk. */
  async tells() {
    const shown = this.fake.parts.value.desk;
    if (shown) this.fake.change({ ...shown, floor_version: this.floor });
    await vi.advanceTimersByTimeAsync(0);
  }

  async #order(order: AnyClientCommand) {
    await new Promise<void>((resolve) => this.#answers.push(resolve));
    if ("saw" in order && order.saw !== this.floor) throw new RefusedError("stale", {});
    this.taken.push(order);
    if ("saw" in order) this.floor += 1;
  }
}

let server = new Server();
let give = ownOrders(server.fake.forum);
const more = (saw: number): AnyClientCommand => ({ order: "extend_speech", seconds: 30, saw });
const stop = (saw: number): AnyClientCommand => ({ order: "stop_speech", saw });
const whyOf = (promise: Promise<void>) =>
  promise.then(
    () => "",
    (error) => (error as RefusedError).why,
  );

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  give = ownOrders(server.fake.forum);
});
afterEach(() => vi.useRealTimers());

describe("orders of one desk", () => {
  it("are not stale by one's own: +30 s and stop, pressed in one breath", async () => {
    const saw = server.shown;
    const both = Promise.all([give(more(saw)), give(stop(saw))].map(whyOf));
    for (let turn = 0; turn < 2; turn++) {
      await vi.advanceTimersByTimeAsync(0);
      await server.answers();
      await server.tells();
    }
    expect(await both).toEqual(["", ""]);
    expect(server.taken).toEqual([more(saw), stop(saw + 1)]);
  });

  it("wait for the parts as well, and three in a row follow each other", async () => {
    const saw = server.shown;
    const all = Promise.all([give(more(saw)), give(more(saw)), give(stop(saw))].map(whyOf));
    await vi.advanceTimersByTimeAsync(0);
    await server.answers();
    await server.answers();
    expect(server.taken).toEqual([more(saw)]);
    for (let turn = 0; turn < 3; turn++) {
      await server.tells();
      await server.answers();
    }
    expect(await all).toEqual(["", "", ""]);
    expect(server.taken).toEqual([more(saw), more(saw + 1), stop(saw + 2)]);
  });

  it("are stale by another's, told together with one's own or before it", async () => {
    const saw = server.shown;
    const both = Promise.all([give(more(saw)), give(stop(saw))].map(whyOf));
    await vi.advanceTimersByTimeAsync(0);
    await server.answers();
    server.floor += 1;
    await server.tells();
    await server.answers();
    expect(await both).toEqual(["", "stale"]);

    const late = Promise.all([give(more(saw)), give(stop(saw))].map(whyOf));
    for (let turn = 0; turn < 2; turn++) {
      await vi.advanceTimersByTimeAsync(0);
      await server.answers();
    }
    expect(await late).toEqual(["stale", "stale"]);
  });

  it("wait for parts that do not come no longer than a while, and the hard moment waits for nothing", async () => {
    const saw = server.shown;
    const all = Promise.all([give(more(saw)), give(stop(saw)), give({ order: "open_forum" })].map(whyOf));
    await vi.advanceTimersByTimeAsync(0);
    await server.answers();
    expect(server.taken).toEqual([more(saw), { order: "open_forum" }]);
    await vi.advanceTimersByTimeAsync(ARRIVE_MS);
    await server.answers();
    expect(await all).toEqual(["", "stale", ""]);
  });

  it("do not skip an item by two presses on the next one", async () => {
    const saw = server.fake.parts.value.desk?.agenda_version ?? 0;
    server.floor = saw;
    const both = Promise.all([give({ order: "next_item", saw }), give({ order: "next_item", saw })].map(whyOf));
    await vi.advanceTimersByTimeAsync(0);
    await server.answers();
    const shown = server.fake.parts.value.desk;
    if (shown) server.fake.change({ ...shown, agenda_version: saw + 1 });
    await vi.advanceTimersByTimeAsync(0);
    await server.answers();
    expect(await both).toEqual(["", "stale"]);
  });
});
