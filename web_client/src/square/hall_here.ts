/**
 * The forum of the hall that one stands in, attended over the line of the square: the same `ForumClient` as on its own page.
 *
 * Knows neither sockets nor places: who calls `attend` knows which forum is held where one stands.
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { Attending } from "../forum_client/attending";
import type { Ear, VoicedForumClient } from "../forum_client/forum_client";
import type { LineState } from "../net/line";
import {
  type ClientMessage,
  type Done,
  type ForumReset,
  type ForumUpdated,
  KIND_VOICE,
  type Refused,
  type StreamPosition,
} from "../protocol/messages";

export interface HallHereOptions {
  readonly line: () => ReadonlySignal<LineState>;
  readonly send: (message: ClientMessage) => boolean;
  readonly sendVoice: (frame: Uint8Array<ArrayBuffer>) => boolean;
  /** The chain of the stream broke: the line must be taken up anew. */
  readonly gap: () => void;
  readonly serverNow: () => number;
  readonly newId: () => string;
  readonly now: () => number;
  readonly again: () => void;
}

export class HallHere {
  readonly forum = signal<VoicedForumClient | null>(null);
  readonly #options: HallHereOptions;
  #attending: Attending | null = null;
  #ear: Ear | null = null;

  constructor(options: HallHereOptions) {
    this.#options = options;
  }

  /** Attends a forum from now on, and the former one no more; `null` for none. */
  attend(forum: string | null): void {
    if (forum === (this.forum.peek()?.id ?? null)) return;
    this.#attending?.leave();
    const { send, gap, newId, now } = this.#options;
    const attending = forum === null ? null : new Attending({ id: forum, face: "light", send, gap, newId, now });
    this.#attending = attending;
    this.#ear = null;
    this.forum.value = attending === null || forum === null ? null : this.#forumOf(forum, attending);
    if (this.#options.line().peek().kind === "open") attending?.welcome();
  }

  #forumOf(id: string, attending: Attending): VoicedForumClient {
    const { line, serverNow, again, send, sendVoice } = this.#options;
    return {
      id,
      face: "light",
      parts: attending.store.parts,
      mine: attending.store.mine,
      refused: attending.refused,
      line: line(),
      serverNow,
      again,
      order: (order, id) => attending.order(order, id),
      show: (shown) => attending.show(shown),
      dispose: () => this.attend(null),
      say: send,
      send: sendVoice,
      hear: (ear) => {
        this.#ear = ear;
        if (line().peek().kind === "open") ear?.lineOpened();
      },
    };
  }

  // ---- what the line brings

  welcome(): void {
    this.#attending?.welcome();
    this.#ear?.lineOpened();
  }

  /** Takes a frame that is neither of the crowd nor a message. */
  takeVoice(frame: Uint8Array): void {
    if (frame[0] === KIND_VOICE) this.#ear?.take(frame);
  }

  take(message: ForumReset | ForumUpdated): void {
    this.#attending?.take(message);
  }

  /** Takes any answer; one to an act of the square is left alone. */
  answer(message: Done | Refused): void {
    this.#attending?.answer(message);
  }

  /** Returns what the next hello says of the forum's stream. */
  positions(): readonly StreamPosition[] {
    return this.#attending?.store.positions() ?? [];
  }

  /** Gives up what took too long; called about once a second. */
  keepHouse(): void {
    this.#attending?.keepHouse();
  }

  /** The line ended. */
  fail(why: string): void {
    this.#attending?.fail(why);
  }
}
