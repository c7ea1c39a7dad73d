/**
 * A hall for a page of its own: one line without crowd and world, that attends one forum and keeps doing so.
 *
 *     hello (view list) → welcome → change_view hidden (no crowd frames) → attend → reset, then changes
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { Connection, type SocketFactory } from "../net/connection";
import type { State } from "../net/reconnect";
import {
  type AnyOrder,
  type ClientMessage,
  DIGEST,
  type Face,
  KIND_MESSAGE,
  KIND_VOICE,
  type ServerMessage,
  type Signal as Shown,
} from "../protocol/messages";
import { decode, encode, kindOf, WireError } from "../protocol/wire";
import { lineOf } from "../square/line";
import { ServerClock } from "../square/server_time";
import type { LineState } from "../square/square";
import { Streams } from "../square/streams";
import { Attending } from "./attending";
import type { Ear, VoicedHall } from "./hall";

export interface HallOptions {
  readonly id: string;
  readonly face: Face;
  /** The district that one chose to give, for the sum of journeys that were spared. */
  readonly district?: string;
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

/** A hall with its own line: what else a page may do with it. */
export interface OwnHall extends VoicedHall {
  /** The network came back, as the page says. */
  online(): void;
  /** The page is looked at, or not: a hidden one has time. */
  visible(visible: boolean): void;
  /** Attends no more, and lets go of the line. */
  leave(): void;
}

/** Milliseconds between time-outs looked after. */
const HOUSEKEEPING_MS = 1_000;
/** Milliseconds between questions for the server's clock. */
const SYNC_MS = 60_000;

/** Returns the hall, already connecting. */
export function openHall(options: HallOptions): OwnHall {
  return new HallLine(options);
}

class HallLine implements OwnHall {
  readonly id: string;
  readonly face: Face;
  readonly line: ReadonlySignal<LineState>;
  readonly #options: HallOptions;
  readonly #state = signal<State | null>(null);
  readonly #attending: Attending;
  readonly #connection: Connection;
  readonly #streams = new Streams();
  readonly #tab: string;
  #clock = new ServerClock();
  #ear: Ear | null = null;
  #greetedAt = 0;
  #syncAt = 0;
  #housekeeping: ReturnType<typeof setInterval> | undefined;

  constructor(options: HallOptions) {
    this.#options = options;
    this.id = options.id;
    this.face = options.face;
    this.#tab = options.newId();
    this.#attending = this.#attend();
    this.line = computed(() => lineOf(this.#state.value));
    this.#connection = this.#connect();
    this.#state.value = this.#connection.state;
    this.#startHouse();
  }

  get parts() {
    return this.#attending.store.parts;
  }

  get mine() {
    return this.#attending.store.mine;
  }

  get refused() {
    return this.#attending.refused;
  }

  serverNow(): number {
    return this.#clock.now(this.#options.now());
  }

  order(order: AnyOrder): Promise<void> {
    return this.#attending.order(order);
  }

  show(shown: Shown): Promise<void> {
    return this.#attending.show(shown);
  }

  // ---- the line

  say(message: ClientMessage): boolean {
    return this.#connection.send(encode(message));
  }

  send(frame: Uint8Array<ArrayBuffer>): boolean {
    return this.#connection.sendVoice(frame);
  }

  hear(ear: Ear | null): void {
    this.#ear = ear;
    if (this.#connection.state.kind === "open") ear?.lineOpened();
  }

  online(): void {
    this.#connection.event({ kind: "online" });
  }

  visible(visible: boolean): void {
    this.#connection.event({ kind: "visible", visible });
  }

  again(): void {
    this.#startHouse();
    this.#connection.event({ kind: "again" });
  }

  leave(): void {
    this.#attending.leave();
    this.dispose();
  }

  dispose(): void {
    clearInterval(this.#housekeeping);
    this.#connection.dispose();
    this.#attending.fail("no_answer");
  }

  // ---- inside

  #attend(): Attending {
    const { id, face, district, newId, now } = this.#options;
    return new Attending({
      id,
      face,
      ...(district === undefined ? {} : { district }),
      send: (message) => this.say(message),
      gap: () => this.#connection.event({ kind: "gap" }),
      newId,
      now,
    });
  }

  #connect(): Connection {
    const { api, socketFactory, now, random, reload, reloaded } = this.#options;
    return new Connection({
      ticket: () => api.ticket(),
      socketFactory,
      greeting: () => this.#greeting(),
      probe: () => encode(["sync", Math.round(now())]),
      take: (frame) => this.#take(frame),
      changed: (state) => this.#changed(state),
      now,
      random,
      reload,
      reloaded,
      visible: true,
    });
  }

  #greeting(): Uint8Array<ArrayBuffer> {
    this.#greetedAt = this.#options.now();
    const positions = [...this.#streams.positions().slice(0, 1), ...this.#attending.store.positions()];
    return encode(["hello", DIGEST, this.#tab, "list", positions]);
  }

  /** A frame that cannot be read may have been a change: the stream is taken up anew. */
  #take(frame: Uint8Array): void {
    if (kindOf(frame) === KIND_VOICE) this.#ear?.take(frame);
    if (kindOf(frame) !== KIND_MESSAGE) return;
    try {
      const message = decode(frame);
      if (message !== null) this.#message(message);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#connection.event({ kind: "gap" });
    }
  }

  #message(message: ServerMessage): void {
    switch (message[0]) {
      case "welcome":
        this.#welcome(message[6], message[8]);
        break;
      case "forum_reset":
      case "forum_changed":
        this.#attending.take(message);
        break;
      case "done":
      case "refused":
        this.#attending.answer(message);
        break;
      case "synced":
        this.#clock.synced(message[2], message[1], this.#options.now());
        break;
      case "here":
        this.#connection.event({ kind: "jitter", jitterMs: message[3] });
        break;
      case "goodbye":
        this.#connection.event({ kind: "goodbye", code: message[1], afterMs: message[2], facts: message[3] });
        break;
      default:
        this.#passBy(message);
    }
  }

  /** The own inbox is not shown here; its position is kept, so that a lost line does not bring all of it again. */
  #passBy(message: ServerMessage): void {
    if (message[0] === "event") this.#streams.accept(message[1], message[2], message[3]);
    if (message[0] === "reset" || message[0] === "resumed") this.#streams.start(message[1], message[2], message[3]);
  }

  /** A device that slept has another clock than before: what was known of the server's is forgotten. */
  #welcome(server: number, jitterMs: number): void {
    this.#clock = new ServerClock();
    this.#clock.synced(server, this.#greetedAt, this.#options.now());
    this.#connection.event({ kind: "welcome", jitterMs });
    this.say(["change_view", "list", true]);
    this.#attending.welcome();
    this.#syncAt = 0;
    this.#ear?.lineOpened();
  }

  #changed(state: State): void {
    const before = this.#state.value;
    this.#state.value = state;
    if (state.kind === "open" && before?.kind !== "open") this.#options.opened?.();
    if (state.kind !== "ended") return;
    this.#attending.fail(state.name);
    clearInterval(this.#housekeeping);
  }

  #startHouse(): void {
    clearInterval(this.#housekeeping);
    this.#housekeeping = setInterval(() => this.#keepHouse(), HOUSEKEEPING_MS);
  }

  #keepHouse(): void {
    const now = this.#options.now();
    this.#attending.keepHouse();
    // A speaker, and who is about to be, comes back at once.
    const mine = this.mine.value;
    const urgent = mine !== null && (mine.speaking || mine.called_until > 0 || mine.place?.place === 1);
    if (urgent !== this.#connection.state.memory.urgent) this.#connection.event({ kind: "urgent", urgent });
    if (now >= this.#syncAt && this.say(["sync", Math.round(now)])) this.#syncAt = now + SYNC_MS;
  }
}
