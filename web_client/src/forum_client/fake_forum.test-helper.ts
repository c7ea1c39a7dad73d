/** A forum client without a server: the parts of a debate, orders that a test can read and refuse. */
import { type Signal, signal } from "@preact/signals";
import type { LineState, RefusedError } from "../net/line";
import type { AnyClientCommand, AnyPart, ForumView, MinePart, Signal as Shown } from "../protocol/messages";
import { MINE, NOW, PARTS } from "./fake_parts.test-helper";
import type { ForumClient, Parts } from "./forum_client";
import { freshParts } from "./parts";

export * from "./fake_parts.test-helper";

/** Parts that only the desk is told. */
const DESK_ONLY: ReadonlySet<string> = new Set(["desk", "acts", "onsite"]);

export interface FakeForum {
  readonly forum: ForumClient;
  readonly parts: Signal<Parts>;
  readonly mine: Signal<MinePart | null>;
  readonly line: Signal<LineState>;
  readonly refused: Signal<RefusedError | null>;
  /** What was ordered and shown, the newest last. */
  readonly orders: AnyClientCommand[];
  readonly shown: Shown[];
  /** Refuses every order from now on while it is set. */
  refuse: RefusedError | null;
  /** The server's clock. */
  now: number;
  /** Brings parts, as a change of the stream. */
  change(...parts: readonly AnyPart[]): void;
  again: number;
  disposed: boolean;
}

/** Returns a forum in the middle of a debate. */
export function fakeForum(
  face: ForumView = "light",
  mine: MinePart | null = face === "light" ? MINE : null,
): FakeForum {
  const fits = (part: AnyPart) => face === "desk" || !DESK_ONLY.has(part.part);
  const parts = signal<Parts>(freshParts(PARTS.filter(fits)));
  const own = signal(mine);
  const line = signal<LineState>({ kind: "open" });
  const refused = signal<RefusedError | null>(null);
  const done = async <T>(list: T[], one: T) => {
    if (fake.refuse !== null) throw fake.refuse;
    list.push(one);
  };
  const forum: ForumClient = {
    id: "f1",
    face,
    parts,
    mine: own,
    line,
    refused,
    serverNow: () => fake.now,
    order: (order) => done(fake.orders, order),
    show: (shown) => done(fake.shown, shown),
    again: () => {
      fake.again += 1;
    },
    dispose: () => {
      fake.disposed = true;
    },
  };
  const fake: FakeForum = {
    forum,
    parts,
    mine: own,
    line,
    refused,
    orders: [],
    shown: [],
    refuse: null,
    now: NOW,
    change: (...changed) => {
      parts.value = { ...parts.value, ...freshParts(changed) };
      const part = changed.findLast((one) => one.part === "mine");
      if (part !== undefined) own.value = part;
    },
    again: 0,
    disposed: false,
  };
  return fake;
}
