/**
 * What the views of a forum read and do: the one interface between pages and the line.
 *
 * `openForum` (see `open.ts`) gives one for a page of its own; the square gives one for the hall that one stands in.
 */
import type { ReadonlySignal } from "@preact/signals";
import type { LineState, RefusedError } from "../net/line";
import type {
  AnyClientCommand,
  AnyPart,
  ClientMessage,
  ForumView,
  MinePart,
  Signal as Shown,
} from "../protocol/messages";

/** The newest part of each tag; a tag is missing until the first reset. */
export type Parts = { readonly [K in AnyPart["part"]]?: Extract<AnyPart, { part: K }> };

export interface ForumClient {
  /** The forum's id. */
  readonly id: string;
  readonly face: ForumView;
  readonly parts: ReadonlySignal<Parts>;
  /** My own part; `null` while nobody of this tab attends (a big screen never does). */
  readonly mine: ReadonlySignal<MinePart | null>;
  readonly line: ReadonlySignal<LineState>;
  /** Why the forum does not let this tab attend; `null` while it does. */
  readonly refused: ReadonlySignal<RefusedError | null>;
  /** Milliseconds UTC of the server's clock: what countdowns are read against. */
  serverNow(): number;
  /**
   * Gives an order; resolves once it is durable, rejects with RefusedError. Resent after a lost line.
   *
   * An order given again under the `id` of one that got no answer is no second act.
   */
  order(order: AnyClientCommand, id?: string): Promise<void>;
  /** Applauds, says that one cannot hear, asks to go slower. */
  show(signal: Shown): Promise<void>;
  /** Starts the line again after it ended. */
  again(): void;
  dispose(): void;
}

/** What a voice is told of the line. */
export interface Ear {
  take(frame: Uint8Array): void;
  lineOpened(): void;
}

/** A forum client over whose line a voice can go both ways (`voice/forum_voice.ts`). */
export interface VoicedForumClient extends ForumClient {
  /** Sends a message if the line is open. */
  say(message: ClientMessage): boolean;
  /** Sends a frame of the own voice, unless older bytes still wait. */
  send(frame: Uint8Array<ArrayBuffer>): boolean;
  /** Tells a voice what comes; `null` for none. */
  hear(ear: Ear | null): void;
}
