/** A forum client for tests of the clerk's view: it remembers orders, or refuses them. */
import { type Signal, signal } from "@preact/signals";
import type { ForumClient, Parts } from "../../../forum_client/forum_client";
import type { RefusedError } from "../../../net/line";
import type { AnyClientCommand } from "../../../protocol/messages";

export interface FakeForum {
  readonly forum: ForumClient;
  readonly given: AnyClientCommand[];
  /** Parts as far as a test needs them. */
  readonly parts: Signal<Parts>;
  refuse: RefusedError | null;
}

export function fakeForum(parts: object): FakeForum {
  const shown = signal(parts as Parts);
  const given: AnyClientCommand[] = [];
  const order = async (wish: AnyClientCommand) => {
    if (fake.refuse) throw fake.refuse;
    given.push(wish);
  };
  const forum = { id: "f1", parts: shown, order } as unknown as ForumClient;
  const fake: FakeForum = { forum, given, parts: shown, refuse: null };
  return fake;
}
