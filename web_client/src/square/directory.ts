/**
 * Who is behind a slot: what was learnt, what is wanted, what was asked. Views name the slots they label or list;
 * questions go out in batches, at a bounded rate. Pure but for its own memory.
 */
import type { PersonInfo } from "./square";

/** Slots of one `who`, as the message allows. */
export const BATCH = 60;
/** Milliseconds between two batches: two a second label a whole screen in a second and spare the server. */
export const BATCH_MS = 500;
/** Milliseconds after which a question without an answer may be asked again. */
const ASKED_MS = 5_000;
/** Milliseconds for which an answer holds while the slot stays in view; names and looks change seldom. */
const HOLDS_MS = 60_000;
/** Milliseconds for which "nobody for you" holds: a slot that just came into use gets a name soon. */
const NOBODY_MS = 10_000;
/** Slots wanted at a time: what two views can label. */
const MAX_WANTED = 512;

export class Directory {
  readonly #known = new Map<number, { info: PersonInfo; until: number }>();
  readonly #slots = new Map<string, number>();
  readonly #notBefore = new Map<number, number>();
  readonly #wanted = new Set<number>();
  #nextBatch = 0;

  person(slot: number): PersonInfo | undefined {
    return this.#known.get(slot)?.info;
  }

  slotOf(participant: string): number | undefined {
    return this.#slots.get(participant);
  }

  want(slot: number): void {
    if (this.#wanted.size < MAX_WANTED) this.#wanted.add(slot);
  }

  /** Returns the slots to ask for now, or null. */
  batch(now: number): number[] | null {
    if (this.#wanted.size === 0 || now < this.#nextBatch) return null;
    const slots: number[] = [];
    for (const slot of this.#wanted) {
      if (slots.length === BATCH) break;
      this.#wanted.delete(slot);
      if (this.#due(slot, now)) slots.push(slot);
    }
    if (slots.length === 0) return null;
    for (const slot of slots) this.#notBefore.set(slot, now + ASKED_MS);
    this.#nextBatch = now + BATCH_MS;
    return slots;
  }

  learn(info: PersonInfo, now: number): void {
    this.forget(info.slot);
    this.#known.set(info.slot, { info, until: now + HOLDS_MS });
    this.#slots.set(info.participant, info.slot);
  }

  nobody(slot: number, now: number): void {
    this.forget(slot);
    this.#notBefore.set(slot, now + NOBODY_MS);
  }

  forget(slot: number): void {
    const known = this.#known.get(slot);
    if (known !== undefined && this.#slots.get(known.info.participant) === slot) {
      this.#slots.delete(known.info.participant);
    }
    this.#known.delete(slot);
    this.#notBefore.delete(slot);
  }

  /** Forgets everything: after a resume slots may have found new owners. */
  clear(): void {
    this.#known.clear();
    this.#slots.clear();
    this.#notBefore.clear();
    this.#wanted.clear();
    this.#nextBatch = 0;
  }

  #due(slot: number, now: number): boolean {
    const known = this.#known.get(slot);
    return (known === undefined || known.until <= now) && (this.#notBefore.get(slot) ?? 0) <= now;
  }
}
