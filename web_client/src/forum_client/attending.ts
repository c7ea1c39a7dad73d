/**
 * Attending one forum over a line of anybody's: attend after each welcome, orders only once that holds, all of them
 * again after a lost line under the same ids. Knows neither sockets nor time: `send` tells whether the line took it.
 */
import { signal } from "@preact/signals";
import { Acts } from "../net/acts";
import { RefusedError } from "../net/line";
import type {
  AnyClientCommand,
  ClientMessage,
  ForumReset,
  ForumUpdated,
  ForumView,
  Signal as Shown,
} from "../protocol/messages";
import { ForumStore } from "./store";

export interface AttendingOptions {
  readonly id: string;
  readonly face: ForumView;
  /** The district that one chose to give. */
  readonly district?: string;
  readonly send: (message: ClientMessage) => boolean;
  /** The chain of the stream broke: the line must be taken up anew. */
  readonly gap: () => void;
  readonly newId: () => string;
  readonly now: () => number;
}

/** Refusals of attending that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set(["too_fast", "no_answer", "internal"]);
/** Milliseconds until attending is asked for again after such a one; the server takes three a second. */
const AGAIN_MS = 2_000;

export class Attending {
  readonly store: ForumStore;
  readonly refused = signal<RefusedError | null>(null);
  readonly #options: AttendingOptions;
  readonly #acts: Acts;
  #attend = "";
  #attended = false;
  #askAgainAt = Number.POSITIVE_INFINITY;

  constructor(options: AttendingOptions) {
    this.#options = options;
    this.store = new ForumStore(options.id);
    this.#acts = new Acts((message) => this.#attended && options.send(message), options.newId, options.now);
  }

  /** The line opened: the server has forgotten what this tab attends. */
  welcome(): void {
    const { id, face, district, newId, send } = this.#options;
    this.#attended = false;
    this.#askAgainAt = Number.POSITIVE_INFINITY;
    this.#attend = newId();
    send(["attend", this.#attend, id, face, "", district ?? ""]);
  }

  /** Takes a message of a forum's stream. */
  take(message: ForumReset | ForumUpdated): void {
    if (!this.store.take(message)) this.#options.gap();
  }

  /** Takes an answer; one to somebody else's act is left alone. */
  answer(message: readonly ["done", string] | readonly ["refused", string, string, RefusedError["facts"]]): void {
    const own = message[1] === this.#attend;
    if (message[0] === "done") {
      if (own) this.#letIn();
      else this.#acts.done(message[1]);
    } else if (own) this.#turnedAway(message[2], message[3]);
    else this.#acts.refused(message[1], message[2], message[3]);
  }

  order(order: AnyClientCommand, id?: string): Promise<void> {
    return this.#ask((act) => ["give_order", act, this.#options.id, order], id);
  }

  show(signal: Shown): Promise<void> {
    return this.#ask((act) => ["show_signal", act, this.#options.id, signal]);
  }

  /** Says that this tab attends no more. */
  leave(): void {
    if (this.#attended) this.#options.send(["leave_forum", this.#options.newId(), this.#options.id]);
    this.fail("no_answer");
  }

  /** Gives up what took too long, and knocks again where that helps. Called about once a second. */
  keepHouse(): void {
    this.#acts.expire();
    if (this.#options.now() >= this.#askAgainAt) this.welcome();
  }

  /** Rejects everything: the line ended. */
  fail(why: string): void {
    this.#attended = false;
    this.#acts.fail(why);
  }

  #ask(make: (act: string) => ClientMessage, id?: string): Promise<void> {
    const refused = this.refused.value;
    return refused === null ? this.#acts.ask(make, id) : Promise.reject(refused);
  }

  #letIn(): void {
    this.#attended = true;
    this.refused.value = null;
    this.#acts.resend();
  }

  #turnedAway(why: string, facts: RefusedError["facts"]): void {
    if (PASSING.has(why)) {
      this.#askAgainAt = this.#options.now() + AGAIN_MS;
      return;
    }
    this.refused.value = new RefusedError(why, facts);
    this.#acts.fail(why);
  }
}
