/**
 * The stream of one forum as signals: what came last of each part, and how far it was read.
 *
 * Parts come whole, so a version that comes twice does no harm; only a break in the chain is a gap. Knows no line.
 */
import { batch, signal } from "@preact/signals";
import type { ForumReset, ForumUpdated, MinePart, StreamPosition } from "../protocol/messages";
import type { Parts } from "./forum_client";
import { changedParts, freshParts } from "./parts";

export class ForumStore {
  readonly parts = signal<Parts>({});
  readonly mine = signal<MinePart | null>(null);
  readonly stream: string;
  #at: { epoch: string; seq: number } | null = null;

  constructor(forum: string) {
    this.stream = `forum:${forum}`;
  }

  /** Takes a message of the stream; tells whether the chain holds. One of another forum is left alone. */
  take(message: ForumReset | ForumUpdated): boolean {
    if (message[1] !== this.stream) return true;
    if (message[0] === "forum_changed") return this.#change(message);
    const [, , epoch, seq, , parts] = message;
    this.#at = { epoch, seq };
    this.#show(freshParts(parts));
    return true;
  }

  /** Returns what the next hello says of this stream. */
  positions(): readonly StreamPosition[] {
    return this.#at === null ? [] : [[this.stream, this.#at.epoch, this.#at.seq]];
  }

  /** Mere counts are told without a new row: `seq` may stay as it was. */
  #change([, , after, seq, parts]: ForumUpdated): boolean {
    const at = this.#at;
    if (at === null || after > at.seq) return false;
    if (seq < at.seq) return true;
    at.seq = seq;
    this.#show(changedParts(this.parts.value, parts));
    return true;
  }

  #show(parts: Parts): void {
    batch(() => {
      this.parts.value = parts;
      this.mine.value = parts.mine ?? null;
    });
  }
}
