/**
 * A line as the square and a hall of its own use it: made alike, its state as pages show it, its messages, a refused act.
 *
 * Who uses it says what it greets with and what it does with a frame (`square/create.ts`, `forum_client/open.ts`).
 */
import type { ServerMessage } from "../protocol/messages";
import { decode, encode, WireError } from "../protocol/wire";
import { Connection, type SocketFactory } from "./connection";
import type { State } from "./reconnect";

/** What a page hands in: the network, time and dice. */
export interface LineOptions {
  readonly api: { ticket(): Promise<string> };
  readonly socketFactory: SocketFactory;
  /** Milliseconds of a clock that never jumps, as `performance.now()`. */
  readonly now: () => number;
  readonly random: () => number;
  /** Returns a new id, unguessable: acts, the tab. */
  readonly newId: () => string;
  readonly reload: () => void;
  readonly reloaded: boolean;
  /** The line opened: a later `reload` may reload again. */
  readonly opened?: () => void;
}

/** What differs from line to line. */
export interface LineUse {
  /** Returns the first frame after the opening. */
  readonly greeting: () => Uint8Array<ArrayBuffer>;
  readonly take: (frame: Uint8Array) => void;
  readonly changed: (state: State) => void;
  readonly visible: boolean;
}

/** Milliseconds between the works that need no frame: time-outs, leftovers. */
export const HOUSEKEEPING_MS = 1_000;
/** Milliseconds between questions for the server's clock. */
export const SYNC_MS = 60_000;

/** Returns the question for the server's clock. */
export const syncFrame = (now: number): Uint8Array<ArrayBuffer> => encode(["sync", Math.round(now)]);

/** Returns a connection, already connecting. */
export function openLine(options: LineOptions, use: LineUse): Connection {
  const { api, socketFactory, now, random, reload, reloaded } = options;
  const probe = () => syncFrame(now());
  return new Connection({ ticket: () => api.ticket(), socketFactory, probe, now, random, reload, reloaded, ...use });
}

/** Reads a frame of the kind message; one that cannot be read may have been an event: the stream is taken up anew. */
export function readMessage(frame: Uint8Array, gap: () => void): ServerMessage | null {
  try {
    return decode(frame);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    gap();
    return null;
  }
}

/** What pages show of a line. */
export type LineState =
  | { readonly kind: "connecting" }
  | { readonly kind: "open" }
  | { readonly kind: "waiting"; readonly until: number; readonly tries: number }
  /** Over for good, or until the person acts; the name is a key of `goodbye.<name>`. */
  | { readonly kind: "ended"; readonly name: string; readonly facts: Readonly<Record<string, string | number>> };

/** Returns what the pages show of a state of the line. */
export function lineOf(state: State | null): LineState {
  if (state === null) return { kind: "connecting" };
  if (state.kind === "waiting") return { kind: "waiting", until: state.until, tries: state.memory.tries };
  if (state.kind === "ended") return { kind: "ended", name: state.name, facts: state.facts };
  return state.kind === "open" ? { kind: "open" } : { kind: "connecting" };
}

/** An act that the server, or the page itself, refused: the code of its wording, and facts for it. */
export class RefusedError extends Error {
  readonly why: string;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(why: string, facts: Readonly<Record<string, string | number>>) {
    super(why);
    this.why = why;
    this.facts = facts;
  }
}
