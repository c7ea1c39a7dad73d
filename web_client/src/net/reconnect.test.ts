import { describe, expect, it } from "vitest";
import { CLOSE_CODES } from "../protocol/messages";
import {
  BACKOFF_HIDDEN_MS,
  BACKOFF_VISIBLE_MS,
  backoff,
  begin,
  IMPATIENT_MS,
  type LineEvent,
  MIN_JITTER_MS,
  PROBE_MS,
  QUIET_MS,
  RELOAD_WAIT_MS,
  STEADY_MS,
  STEP_MS,
  type State,
  step,
} from "./reconnect";

const T = 10_000;
const memory = { tries: 0, jitterMs: 5_000, reloaded: false, urgent: false, visible: true };
const open: State = { kind: "open", since: 0, until: T + QUIET_MS, probing: false, memory };
const hello: State = { kind: "hello", until: T + STEP_MS, memory };
const socket: State = { kind: "socket", until: T + STEP_MS, memory };
const ticket: State = { kind: "ticket", until: T + STEP_MS, memory };
const waiting: State = { kind: "waiting", until: T + 4_000, notBefore: T, memory: { ...memory, tries: 2 } };
const ended: State = { kind: "ended", name: "left", facts: {}, memory };

const goodbye = (code: number, afterMs = 0): LineEvent => ({ kind: "goodbye", code, afterMs, facts: { seconds: 60 } });

describe("the way in", () => {
  it("asks, dials, greets and opens", () => {
    let [state, command] = begin(T, false, true);
    expect([state.kind, command.kind]).toEqual(["ticket", "ask"]);
    [state, command] = step(state, { kind: "ticket", ticket: "abc" }, T, 0.5);
    expect([state.kind, command]).toEqual(["socket", { kind: "dial", ticket: "abc" }]);
    [state, command] = step(state, { kind: "opened" }, T, 0.5);
    expect([state.kind, command.kind]).toEqual(["hello", "greet"]);
    [state, command] = step(state, { kind: "welcome", jitterMs: 900 }, T, 0.5);
    expect([state.kind, command.kind, state.memory.jitterMs]).toEqual(["open", "none", 900]);
  });

  it("spreads its return over the window that the server names as the house grows", () => {
    const [state, command] = step(open, { kind: "jitter", jitterMs: 12_000 }, T, 0.5);
    expect([state.kind, command.kind]).toEqual(["open", "none"]);
    expect(backoff(state.memory).width).toBe(12_000);
    expect(step(ended, { kind: "jitter", jitterMs: 1 }, T, 0)[0]).toBe(ended);
  });

  it.each([ticket, socket, hello])("gives up $kind when its time is up", (state) => {
    expect(step(state, { kind: "time", heard: 0 }, T + STEP_MS - 1, 0.5)).toEqual([state, { kind: "none" }]);
    const [next, command] = step(state, { kind: "time", heard: 0 }, T + STEP_MS, 0.5);
    expect([next.kind, command.kind, next.memory.tries]).toEqual(["waiting", "drop", 1]);
  });

  it("ignores what belongs to another step", () => {
    for (const state of [socket, hello, open, waiting]) {
      expect(step(state, { kind: "ticket", ticket: "late" }, T, 0)[0]).toBe(state);
    }
    for (const state of [ticket, hello, open, waiting]) expect(step(state, { kind: "opened" }, T, 0)[0]).toBe(state);
    for (const state of [ticket, socket, open, waiting]) {
      expect(step(state, { kind: "welcome", jitterMs: 1 }, T, 0)[0]).toBe(state);
    }
    expect(step(ticket, { kind: "closed", code: 1006 }, T, 0)[0]).toBe(ticket);
    expect(step(socket, { kind: "gap" }, T, 0)[0]).toBe(socket);
  });
});

describe("goodbyes", () => {
  const rows = Object.entries(CLOSE_CODES).map(([code, row]) => ({ code: Number(code), ...row }));

  it.each(rows.filter((row) => !row.comeBack))("$name ends the line, from every state", ({ code, name }) => {
    for (const state of [ticket, socket, hello, open]) {
      const [next, command] = step(state, goodbye(code), T, 0.5);
      expect(next).toMatchObject({ kind: "ended", name, facts: { seconds: 60 } });
      expect(command.kind).toBe("drop");
    }
    expect(step(open, { kind: "closed", code }, T, 0.5)[0]).toMatchObject({ kind: "ended", name });
  });

  it.each(rows.filter((row) => row.comeBack && row.name !== "reload"))("$name waits its time, then jitter", (row) => {
    const [next] = step(open, goodbye(row.code, 3_000), T, 0);
    const least = Math.max(3_000, row.afterMs);
    expect(next).toMatchObject({ kind: "waiting", until: T + least, notBefore: T + least });
    const [late] = step(open, goodbye(row.code), T, 0.999);
    expect(late).toMatchObject({ until: T + row.afterMs + 0.999 * 5_000 });
  });

  it("a reload happens once, then the page waits", () => {
    const [first, command] = step(hello, goodbye(4010), T, 0.5);
    expect(command.kind).toBe("reload");
    expect(first).toMatchObject({ kind: "waiting", until: T + RELOAD_WAIT_MS });
    const again: State = { ...hello, memory: { ...memory, reloaded: true } };
    const [second, stays] = step(again, goodbye(4010), T, 0.5);
    expect(stays.kind).toBe("drop");
    expect(second).toMatchObject({ kind: "waiting", until: T + RELOAD_WAIT_MS, notBefore: T + RELOAD_WAIT_MS });
    expect(step(hello, { kind: "welcome", jitterMs: 1 }, T, 0)[0].memory.reloaded).toBe(false);
  });

  it("the close that follows a goodbye changes nothing", () => {
    const [after] = step(open, goodbye(4000), T, 0.5);
    expect(step(after, { kind: "closed", code: 4000 }, T, 0.5)[0]).toBe(after);
    expect(step(after, goodbye(4502), T, 0.5)[0]).toBe(after);
  });

  it("a code that is not in the table means come back with jitter", () => {
    expect(step(open, { kind: "closed", code: 1006 }, T, 0.5)[0]).toMatchObject({ kind: "waiting", until: T + 2_500 });
    expect(step(open, goodbye(4999), T, 0)[0]).toMatchObject({ kind: "waiting", until: T });
  });
});

describe("a refused ticket", () => {
  it("is a goodbye by its name", () => {
    const refused = (name: string, facts = {}): LineEvent => ({ kind: "refused", name, facts });
    expect(step(ticket, refused("banned"), T, 0)[0]).toMatchObject({ kind: "ended", name: "banned" });
    expect(step(ticket, refused("sign_in_first"), T, 0)[0]).toMatchObject({ kind: "ended", name: "sign_in_first" });
    expect(step(ticket, refused("node_trouble"), T, 0)[0]).toMatchObject({ kind: "waiting", until: T + 2_000 });
    expect(step(ticket, refused("reload"), T, 0)[1].kind).toBe("reload");
    expect(step(ticket, refused("busy"), T, 0)[0]).toMatchObject({ kind: "waiting", until: T + 5_000 });
    expect(step(ticket, refused("too_fast", { seconds: 9 }), T, 0)[0]).toMatchObject({ notBefore: T + 9_000 });
    expect(step(ticket, refused("offline"), T, 0)[0]).toMatchObject({ kind: "waiting", until: T });
    expect(step(open, refused("banned"), T, 0)[0]).toBe(open);
  });
});

describe("back-off", () => {
  it("spreads the first return over the window, then doubles between its bounds", () => {
    expect(backoff(memory)).toEqual({ least: 0, width: 5_000 });
    expect(backoff({ ...memory, jitterMs: 10 })).toEqual({ least: 0, width: MIN_JITTER_MS });
    let last = 0;
    for (let tries = 1; tries < 40; tries++) {
      const { least, width } = backoff({ ...memory, jitterMs: 0, tries });
      expect(least + width).toBeLessThanOrEqual(BACKOFF_VISIBLE_MS);
      expect(least).toBeGreaterThanOrEqual(last);
      last = least;
    }
    const hidden = backoff({ ...memory, jitterMs: 0, tries: 99, visible: false });
    expect(hidden.least + hidden.width).toBe(BACKOFF_HIDDEN_MS);
  });

  it("goes on where lines break as soon as they open, and starts anew after one that held", () => {
    const sick: State = { ...open, since: T, memory: { ...memory, tries: 3 } };
    const broken: LineEvent = { kind: "closed", code: 1006 };
    expect(step(sick, broken, T + STEADY_MS - 1, 0)[0]).toMatchObject({ memory: { tries: 4 } });
    expect(step(sick, broken, T + STEADY_MS, 0)[0]).toMatchObject({ memory: { tries: 1 } });
  });

  it("lets a speaker back at once", () => {
    const [state] = step(open, { kind: "urgent", urgent: true }, T, 0.9);
    expect(step(state, { kind: "closed", code: 1006 }, T, 0.9)[0]).toMatchObject({ kind: "waiting", until: T });
  });

  it("asks when the wait is over", () => {
    expect(step(waiting, { kind: "time", heard: 0 }, T + 3_999, 0)[1].kind).toBe("none");
    const [next, command] = step(waiting, { kind: "time", heard: 0 }, T + 4_000, 0);
    expect([next.kind, command.kind, next.memory.tries]).toEqual(["ticket", "ask", 2]);
  });
});

describe("a line that may be dead", () => {
  it("is asked after a quiet time, and let go when nothing answers", () => {
    const quiet = T + QUIET_MS;
    expect(step(open, { kind: "time", heard: T + 5_000 }, quiet, 0)[0]).toMatchObject({ until: T + 5_000 + QUIET_MS });
    const [asked, command] = step(open, { kind: "time", heard: T }, quiet, 0);
    expect([asked.kind, command.kind]).toEqual(["open", "probe"]);
    const late = quiet + PROBE_MS;
    expect(step(asked, { kind: "time", heard: T }, late, 0)[0].kind).toBe("waiting");
    expect(step(asked, { kind: "time", heard: late - 1 }, late, 0)[0]).toMatchObject({ kind: "open", probing: false });
  });

  it("is asked when the network or the page comes back, though bytes came just before", () => {
    const [asked, command] = step(open, { kind: "online" }, T + 100, 0);
    expect(command.kind).toBe("probe");
    expect(step(asked, { kind: "time", heard: T + 50 }, T + 100 + PROBE_MS, 0)[0].kind).toBe("waiting");
    expect(step(asked, { kind: "online" }, T + 200, 0)[1].kind).toBe("none");
  });

  it("is taken up anew at a gap", () => {
    expect(step(open, { kind: "gap" }, T, 0)).toMatchObject([{ kind: "waiting", until: T }, { kind: "drop" }]);
  });
});

describe("impatience", () => {
  it("shortens a wait to a second when the page is shown or the network is back", () => {
    const [hidden] = step(waiting, { kind: "visible", visible: false }, T, 0);
    expect(hidden).toMatchObject({ until: T + 4_000, memory: { visible: false } });
    const [shown] = step(hidden, { kind: "visible", visible: true }, T, 0);
    expect(shown).toMatchObject({ until: T + IMPATIENT_MS });
    expect(step(waiting, { kind: "online" }, T, 0)[0]).toMatchObject({ until: T + IMPATIENT_MS });
    expect(step(waiting, { kind: "visible", visible: true }, T, 0)[0]).toBe(waiting);
    for (const state of [ticket, socket, hello]) expect(step(state, { kind: "online" }, T, 0)[0]).toBe(state);
  });

  it("never shortens a wait that the server named", () => {
    const [told] = step(open, goodbye(4006), T, 0);
    expect(step(told, { kind: "online" }, T, 0)[0]).toMatchObject({ until: T + 5_000 });
    expect(step(told, { kind: "again" }, T + 4_999, 0)[1].kind).toBe("none");
    expect(step(told, { kind: "again" }, T + 5_000, 0)[1].kind).toBe("ask");
  });

  it("of the person starts an ended line anew", () => {
    expect(step(ended, { kind: "again" }, T, 0)).toMatchObject([{ kind: "ticket" }, { kind: "ask" }]);
    expect(step(open, { kind: "again" }, T, 0)).toMatchObject([{ kind: "ticket" }, { kind: "ask" }]);
  });
});

it("an ended line hears nothing but the person", () => {
  const events: LineEvent[] = [
    { kind: "ticket", ticket: "x" },
    { kind: "opened" },
    { kind: "welcome", jitterMs: 1 },
    { kind: "jitter", jitterMs: 1 },
    goodbye(4000),
    { kind: "closed", code: 1006 },
    { kind: "gap" },
    { kind: "time", heard: 0 },
    { kind: "online" },
    { kind: "visible", visible: false },
  ];
  for (const event of events) expect(step(ended, event, T + 99_999, 0.5)[0].kind).toBe("ended");
});

it("two thousand who were cut at once spread over their window", () => {
  const bins = new Map<number, number>();
  for (let i = 0; i < 2_000; i++) {
    const [state] = step(open, { kind: "closed", code: 1006 }, T, ((i * 7919) % 2_000) / 2_000);
    const bin = state.kind === "waiting" ? Math.floor((state.until - T) / 250) : -1;
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  expect(Math.max(...bins.values())).toBeLessThanOrEqual(200);
  expect(Math.max(...bins.keys())).toBeLessThan(20_000 / 250);
});
