/**
 * Acts and questions under way: ids made here, resent after every resume, one promise each.
 * Knows no socket: `send` tells whether the line took the bytes.
 */

import type { ClientMessage } from "../protocol/messages";
import { RefusedError } from "./line";

/** Milliseconds until an act without an answer is given up; the wording is `refusal.no_answer`. */
export const ACT_MS = 20_000;
/** Acts at a time: more than a person can do, fewer than a loop can. */
export const MAX_PENDING = 32;

interface Pending {
  readonly message: ClientMessage;
  readonly until: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class Acts {
  readonly #pending = new Map<string, Pending>();
  readonly #send: (message: ClientMessage) => boolean;
  readonly #newId: () => string;
  readonly #now: () => number;

  constructor(send: (message: ClientMessage) => boolean, newId: () => string, now: () => number) {
    this.#send = send;
    this.#newId = newId;
    this.#now = now;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** Sends the message that `make` builds around an id, a new one unless the act is an old one; resolves with the answer. */
  ask<T = void>(make: (id: string) => ClientMessage, id = this.#newId()): Promise<T> {
    if (this.#pending.size >= MAX_PENDING) return Promise.reject(new RefusedError("too_fast", { seconds: 1 }));
    return new Promise<T>((resolve, reject) => {
      const message = make(id);
      this.#pending.set(id, { message, until: this.#now() + ACT_MS, resolve: resolve as (v: unknown) => void, reject });
      this.#send(message);
    });
  }

  /** Takes an answer. An id that is not known any more is a resent act's second answer. */
  done(id: string, value?: unknown): void {
    this.#take(id)?.resolve(value);
  }

  refused(id: string, why: string, facts: Readonly<Record<string, string | number>>): void {
    this.#take(id)?.reject(new RefusedError(why, facts));
  }

  /** Sends all that wait for an answer again: the server knows their ids. */
  resend(): void {
    for (const pending of this.#pending.values()) this.#send(pending.message);
  }

  /** Gives up what took too long. */
  expire(): void {
    const now = this.#now();
    for (const [id, pending] of this.#pending) if (pending.until <= now) this.refused(id, "no_answer", {});
  }

  /** Rejects everything: the line ended. */
  fail(why: string): void {
    for (const id of [...this.#pending.keys()]) this.refused(id, why, {});
  }

  #take(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}
