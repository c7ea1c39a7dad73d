/**
 * The reliable half of the engine: messages in, signals out. Streams, the replica of the own inbox, answers to acts.
 * Knows neither sockets nor time; what needs them is asked of the `Desk`.
 */
import { batch, signal } from "@preact/signals";
import type { Acts } from "../net/acts";
import { Streams } from "../net/streams";
import type {
  Done,
  Event,
  ForumReset,
  ForumUpdated,
  Refused,
  Reset,
  ServerMessage,
  Welcome,
} from "../protocol/messages";
import { fold, fromSnapshot, type Replica } from "./replica";
import { personInfo } from "./shapes";
import type { FlagInfo, LogEntry, MeInfo, NoticeInfo, PersonInfo } from "./square";

/** What the inbox asks of the rest of the engine. */
export interface Desk {
  welcome(message: Welcome): void;
  jitter(milliseconds: number): void;
  goodbye(code: number, afterMs: number, facts: Readonly<Record<string, string | number>>): void;
  gap(): void;
  heard(entry: LogEntry): void;
  people(people: readonly PersonInfo[], gone: readonly number[]): void;
  placed(x: number, y: number, heading: number, why: string): void;
  synced(sent: number, server: number): void;
  forum(message: ForumReset | ForumUpdated): void;
  /** Told of every answer: it may be to an act of a forum. */
  answered(message: Done | Refused): void;
}

export class Inbox {
  readonly me = signal<MeInfo | null>(null);
  readonly log = signal<readonly LogEntry[]>([]);
  readonly notices = signal<readonly NoticeInfo[]>([]);
  readonly flags = signal<readonly FlagInfo[]>([]);
  readonly blocks = signal<readonly { participant: string; name: string }[]>([]);
  readonly here = signal<{ total: number; places: Readonly<Record<string, number>> }>({ total: 0, places: {} });
  readonly streams = new Streams();
  readonly #acts: Acts;
  readonly #desk: Desk;
  #replica: Replica | null = null;

  constructor(acts: Acts, desk: Desk) {
    this.#acts = acts;
    this.#desk = desk;
  }

  /** Takes a message of the server. */
  take(message: ServerMessage): void {
    switch (message[0]) {
      case "welcome":
        this.#desk.welcome(message);
        this.#acts.resend();
        break;
      case "event":
        this.#event(message);
        break;
      case "resumed":
        this.streams.start(message[1], message[2], message[3]);
        break;
      case "reset":
        this.#reset(message);
        break;
      case "here":
        this.here.value = { total: message[1], places: message[2] };
        this.#desk.jitter(message[3]);
        break;
      case "people":
        this.#desk.people(message[1].map(personInfo), message[2]);
        break;
      case "placed":
        this.#desk.placed(message[1], message[2], message[3], message[4]);
        break;
      case "synced":
        this.#desk.synced(message[1], message[2]);
        break;
      case "forum_reset":
      case "forum_changed":
        this.#desk.forum(message);
        break;
      case "goodbye":
        this.#desk.goodbye(message[1], message[2], message[3]);
        break;
      default:
        this.#answer(message);
    }
  }

  #answer(message: Extract<ServerMessage, readonly ["done" | "refused" | "hearers" | "roster", ...unknown[]]>): void {
    switch (message[0]) {
      case "done":
        this.#acts.done(message[1]);
        this.#desk.answered(message);
        break;
      case "refused":
        this.#acts.refused(message[1], message[2], message[3]);
        this.#desk.answered(message);
        break;
      case "hearers":
        this.#acts.done(message[1], message[2]);
        break;
      case "roster":
        this.#acts.done(message[1], { total: message[2], offset: message[3], people: message[4].map(personInfo) });
        break;
    }
  }

  #event([, stream, after, seq, item]: Event): void {
    const verdict = this.streams.accept(stream, after, seq);
    if (verdict === "gap") this.#desk.gap();
    if (verdict !== "apply" || this.#replica === null) return;
    const before = this.#replica;
    this.#show(fold(before, item));
    const newest = this.log.value.at(-1);
    if (item[0] === "uttered" && newest !== undefined) this.#desk.heard(newest);
  }

  #reset([, stream, epoch, seq, snapshot]: Reset): void {
    this.streams.start(stream, epoch, seq);
    this.#show(fromSnapshot(snapshot, this.log.value));
  }

  #show(replica: Replica): void {
    this.#replica = replica;
    batch(() => {
      this.me.value = replica.me;
      this.log.value = replica.log;
      this.notices.value = replica.notices;
      this.flags.value = replica.flags;
      this.blocks.value = replica.blocks;
    });
  }
}
