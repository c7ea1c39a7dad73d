/**
 * A forum client for a page of its own: one line without crowd and world, that attends one forum and keeps doing so.
 *
 *     hello (view list) → welcome → change_view hidden (no crowd frames) → attend → reset, then changes
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Connection } from "../net/connection";
import {
  HOUSEKEEPING_MS,
  type LineOptions,
  type LineState,
  lineOf,
  openLine,
  readMessage,
  SYNC_MS,
  syncFrame,
} from "../net/line";
import type { State } from "../net/reconnect";
import { ServerClock } from "../net/server_time";
import { Streams } from "../net/streams";
import {
  type AnyClientCommand,
  type ClientMessage,
  DIGEST,
  type ForumView,
  KIND_MESSAGE,
  KIND_VOICE,
  type ServerMessage,
  type Signal as Shown,
} from "../protocol/messages";
import { encode, kindOf } from "../protocol/wire";
import { Attending } from "./attending";
import type { Ear, VoicedForumClient } from "./forum_client";

export interface ForumOptions extends LineOptions {
  readonly id: string;
  readonly face: ForumView;
  /** The district that one chose to give, for the sum of journeys that were spared. */
  readonly district?: string;
}

/** A forum client with its own line: what else a page may do with it. */
export interface OwnForum extends VoicedForumClient {
  /** The network came back, as the page says. */
  online(): void;
  /** The page is looked at, or not: a hidden one has time. */
  visible(visible: boolean): void;
  /** Attends no more, and lets go of the line. */
  leave(): void;
}

/** Returns the forum client, already connecting. */
export function openForum(options: ForumOptions): OwnForum {
  return new HallLine(options);
}

class HallLine implements OwnForum {
  readonly id: string;
  readonly face: ForumView;
  readonly line: ReadonlySignal<LineState>;
  readonly #options: ForumOptions;
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

  constructor(options: ForumOptions) {
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

  order(order: AnyClientCommand, id?: string): Promise<void> {
    return this.#attending.order(order, id);
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
    return openLine(this.#options, {
      greeting: () => this.#greeting(),
      take: (frame) => this.#take(frame),
      changed: (state) => this.#changed(state),
      visible: true,
    });
  }

  #greeting(): Uint8Array<ArrayBuffer> {
    this.#greetedAt = this.#options.now();
    const positions = [...this.#streams.positions().slice(0, 1), ...this.#attending.store.positions()];
    return encode(["hello", DIGEST, this.#tab, "list", positions]);
  }

  #take(frame: Uint8Array): void {
    if (kindOf(frame) === KIND_VOICE) this.#ear?.take(frame);
    if (kindOf(frame) !== KIND_MESSAGE) return;
    const message = readMessage(frame, () => this.#connection.event({ kind: "gap" }));
    if (message !== null) this.#message(message);
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
    if (now >= this.#syncAt && this.#connection.send(syncFrame(now))) this.#syncAt = now + SYNC_MS;
  }
}
