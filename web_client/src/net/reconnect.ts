/**
 * When to come back, and how: a pure machine. (state, event, now, dice) -> [state, command].
 *
 *     ticket --> socket --> hello --> open
 *       ^          |          |        |      lost line, goodbye, time-out
 *       +------ waiting <-----+--------+ ---> ended (a goodbye that says not to come back)
 *
 * Knows: the table of goodbyes, back-off, jitter. Does not know: sockets, timers, the page. `now` is milliseconds,
 * `dice` is a number in [0, 1). A timed state carries `until`; at that time the edge sends the event `time`.
 */
import { CLOSE_CODES } from "../protocol/messages";

type Facts = Readonly<Record<string, string | number>>;

/** What holds over all states. */
export interface Memory {
  /** Attempts since the line last held for `STEADY_MS`. */
  readonly tries: number;
  /** The window that the server named last for spreading reconnects. */
  readonly jitterMs: number;
  /** Whether the page was already reloaded for the digest that the server speaks. */
  readonly reloaded: boolean;
  /** A speaker comes back at once. */
  readonly urgent: boolean;
  readonly visible: boolean;
}

export type Phase =
  | { readonly kind: "ticket" | "socket" | "hello"; readonly until: number }
  | { readonly kind: "open"; readonly since: number; readonly until: number; readonly probing: boolean }
  /** `notBefore` is the server's word, which no impatience shortens. */
  | { readonly kind: "waiting"; readonly until: number; readonly notBefore: number }
  | { readonly kind: "ended"; readonly name: string; readonly facts: Facts };

export type State = Phase & { readonly memory: Memory };

export type LineEvent =
  | { readonly kind: "ticket"; readonly ticket: string }
  /** The ticket was refused; `name` is a goodbye's name or another code. */
  | { readonly kind: "refused"; readonly name: string; readonly facts: Facts }
  | { readonly kind: "opened" }
  | { readonly kind: "welcome"; readonly jitterMs: number }
  /** The house grew or shrank: the window of jitter goes with it. */
  | { readonly kind: "jitter"; readonly jitterMs: number }
  | { readonly kind: "goodbye"; readonly code: number; readonly afterMs: number; readonly facts: Facts }
  /** The socket closed or failed; 1006 where nothing is known. */
  | { readonly kind: "closed"; readonly code: number }
  /** A break in a stream: the line must be taken up anew. */
  | { readonly kind: "gap" }
  /** The time of the state is up; `heard` is when the last byte came. */
  | { readonly kind: "time"; readonly heard: number }
  | { readonly kind: "online" }
  | { readonly kind: "visible"; readonly visible: boolean }
  | { readonly kind: "urgent"; readonly urgent: boolean }
  /** The person asked for it. */
  | { readonly kind: "again" };

/** What the edge does now. `ask`, `drop` and `reload` let go of any socket there is. */
export type Command =
  | { readonly kind: "none" }
  | { readonly kind: "ask" }
  | { readonly kind: "dial"; readonly ticket: string }
  | { readonly kind: "greet" }
  | { readonly kind: "probe" }
  | { readonly kind: "drop" }
  | { readonly kind: "reload" };

export type Step = readonly [State, Command];

/** Milliseconds for each of ticket, socket, hello: mobile networks take up to 8 s for a handshake. */
export const STEP_MS = 10_000;
/** Milliseconds without a byte before asking whether the line lives: `here` comes every 2 s. */
export const QUIET_MS = 15_000;
/** Milliseconds that a probe may take. */
export const PROBE_MS = 5_000;
/** The least window of jitter: one lost access point must not make a spike. */
export const MIN_JITTER_MS = 300;
/** Milliseconds that a line must hold for its loss to count as the first. */
export const STEADY_MS = 5_000;
/** Bounds of the back-off: doubling from one second; a hidden page has time. */
export const BACKOFF_FIRST_MS = 1_000;
export const BACKOFF_VISIBLE_MS = 15_000;
export const BACKOFF_HIDDEN_MS = 60_000;
/** After one reload for a new digest the page waits: the server may be half way through an update. */
export const RELOAD_WAIT_MS = 30_000;
/** Impatience (a page shown again, a network that came back) dials at most this often. */
export const IMPATIENT_MS = 1_000;

const NONE: Command = { kind: "none" };
const BY_NAME = new Map(Object.values(CLOSE_CODES).map((row) => [row.name, row]));
/** Codes of a refused ticket that no retry cures and that are no goodbyes. */
const FINAL_CODES: ReadonlySet<string> = new Set(["sign_in_first", "not_allowed", "unknown_forum"]);

/** Returns the first step: ask for a ticket. */
export function begin(now: number, reloaded: boolean, visible: boolean): Step {
  const memory = { tries: 0, jitterMs: MIN_JITTER_MS, reloaded, urgent: false, visible };
  return [{ kind: "ticket", until: now + STEP_MS, memory }, { kind: "ask" }];
}

/** Returns the bounds of the wait before attempt `tries`: a fixed part and the width of the dice. */
export function backoff(memory: Memory): { readonly least: number; readonly width: number } {
  if (memory.tries === 0) return { least: 0, width: memory.urgent ? 0 : Math.max(MIN_JITTER_MS, memory.jitterMs) };
  const most = memory.visible || memory.urgent ? BACKOFF_VISIBLE_MS : BACKOFF_HIDDEN_MS;
  const full = Math.min(most, BACKOFF_FIRST_MS * 2 ** Math.min(memory.tries - 1, 16));
  return { least: full / 2, width: Math.max(full / 2, memory.jitterMs) };
}

/** Returns the next state and what to do. */
export function step(state: State, event: LineEvent, now: number, dice: number): Step {
  if (event.kind === "visible") return visibility(state, event.visible, now);
  if (event.kind === "urgent") return [{ ...state, memory: { ...state.memory, urgent: event.urgent } }, NONE];
  if (event.kind === "again") return again(state, now);
  if (state.kind === "ended") return [state, NONE];
  if (event.kind === "online") return impatient(state, now);
  return onLine(state, event, now, dice);
}

type Living = Exclude<State, { kind: "ended" }>;
type Rest = Exclude<LineEvent, { kind: "visible" | "urgent" | "again" | "online" }>;

function onLine(state: Living, event: Rest, now: number, dice: number): Step {
  switch (event.kind) {
    case "ticket":
      if (state.kind !== "ticket") return [state, NONE];
      return [timed(state, "socket", now), { kind: "dial", ticket: event.ticket }];
    case "opened":
      return state.kind === "socket" ? [timed(state, "hello", now), { kind: "greet" }] : [state, NONE];
    case "welcome":
      return state.kind === "hello" ? [opened(state, event.jitterMs, now), NONE] : [state, NONE];
    case "jitter":
      return [{ ...state, memory: { ...state.memory, jitterMs: event.jitterMs } }, NONE];
    case "refused":
      return state.kind === "ticket" ? refused(state, event.name, event.facts, now, dice) : [state, NONE];
    case "goodbye":
      return goodbye(state, CLOSE_CODES[event.code], event.afterMs, event.facts, now, dice);
    case "closed":
      return closed(state, event.code, now, dice);
    case "gap":
      return state.kind === "open" ? wait(state, 0, now, dice) : [state, NONE];
    case "time":
      return timeUp(state, event.heard, now, dice);
  }
}

function timed(state: State, kind: "ticket" | "socket" | "hello", now: number): State {
  return { kind, until: now + STEP_MS, memory: state.memory };
}

function opened(state: State, jitterMs: number, now: number): State {
  const memory = { ...state.memory, jitterMs, reloaded: false };
  return { kind: "open", since: now, until: now + QUIET_MS, probing: false, memory };
}

/** A ticket refused by a goodbye's name is that goodbye; by anything else, a line lost. */
function refused(state: Living, name: string, facts: Facts, now: number, dice: number): Step {
  if (FINAL_CODES.has(name)) return ended(state, name, facts);
  const seconds = typeof facts.seconds === "number" ? Math.max(0, facts.seconds) : 0;
  return goodbye(state, BY_NAME.get(name), seconds * 1000, facts, now, dice);
}

function goodbye(
  state: Living,
  row: (typeof CLOSE_CODES)[number] | undefined,
  afterMs: number,
  facts: Facts,
  now: number,
  dice: number,
): Step {
  if (state.kind === "waiting") return [state, NONE];
  if (row === undefined) return wait(state, afterMs, now, dice);
  if (row.name === "reload") return reload(state, now);
  if (!row.comeBack) return ended(state, row.name, facts);
  return wait(state, Math.max(row.afterMs, afterMs), now, dice);
}

/** A close code of the table counts as its goodbye, for where the message before it was lost. */
function closed(state: Living, code: number, now: number, dice: number): Step {
  if (state.kind === "waiting" || state.kind === "ticket") return [state, NONE];
  return goodbye(state, CLOSE_CODES[code], 0, {}, now, dice);
}

function ended(state: State, name: string, facts: Facts): Step {
  return [{ kind: "ended", name, facts, memory: state.memory }, { kind: "drop" }];
}

function reload(state: State, now: number): Step {
  const until = now + RELOAD_WAIT_MS;
  const memory = { ...state.memory, reloaded: true };
  const command: Command = state.memory.reloaded ? { kind: "drop" } : { kind: "reload" };
  return [{ kind: "waiting", until, notBefore: until, memory }, command];
}

function wait(state: State, afterMs: number, now: number, dice: number): Step {
  // A line that breaks as soon as it opens is no success: the back-off goes on, so nobody hammers a sick server.
  const steady = state.kind === "open" && now - state.since >= STEADY_MS;
  const tried = steady ? 0 : state.memory.tries;
  const { least, width } = backoff({ ...state.memory, tries: tried });
  const notBefore = now + afterMs;
  const until = notBefore + least + dice * width;
  const memory = { ...state.memory, tries: tried + 1 };
  return [{ kind: "waiting", until, notBefore, memory }, { kind: "drop" }];
}

function timeUp(state: Living, heard: number, now: number, dice: number): Step {
  if (now < state.until) return [state, NONE];
  if (state.kind === "waiting") return ask(state, now);
  if (state.kind !== "open") return wait(state, 0, now, dice);
  const lately = state.probing ? state.until - PROBE_MS : now - QUIET_MS;
  if (heard > lately) return [{ ...state, until: heard + QUIET_MS, probing: false }, NONE];
  return state.probing ? wait(state, 0, now, dice) : probe(state, now);
}

function ask(state: State, now: number): Step {
  return [timed(state, "ticket", now), { kind: "ask" }];
}

function probe(state: Extract<State, { kind: "open" }>, now: number): Step {
  return [{ ...state, until: now + PROBE_MS, probing: true }, { kind: "probe" }];
}

function visibility(state: State, visible: boolean, now: number): Step {
  if (state.memory.visible === visible) return [state, NONE];
  const seen: State = { ...state, memory: { ...state.memory, visible } };
  return visible && seen.kind !== "ended" ? impatient(seen, now) : [seen, NONE];
}

/** The network or the page came back: a wait is cut short, an open line is asked whether it lives. */
function impatient(state: Living, now: number): Step {
  if (state.kind === "open") return state.probing ? [state, NONE] : probe(state, now);
  if (state.kind !== "waiting") return [state, NONE];
  const until = Math.min(state.until, Math.max(state.notBefore, now + IMPATIENT_MS));
  return [{ ...state, until }, NONE];
}

/**
 * The person asks: at once, but never against a wait that the server named; from `ended` too. An open line is taken up
 * anew, for a session that changed at the door.
 */
function again(state: State, now: number): Step {
  if (state.kind === "open") return ask(state, now);
  if (state.kind === "ended") return ask({ ...state, memory: { ...state.memory, tries: 0 } }, now);
  if (state.kind === "waiting" && now >= state.notBefore) return ask(state, now);
  return [state, NONE];
}
