/** A hall for tests of the clerk's face: it remembers orders, or refuses them. */
import { type Signal, signal } from "@preact/signals";
import type { Hall, Parts } from "../../../hall/hall";
import type { RefusedError } from "../../../net/line";
import type { AnyOrder } from "../../../protocol/messages";

export interface FakeHall {
  readonly hall: Hall;
  readonly given: AnyOrder[];
  /** Parts as far as a test needs them. */
  readonly parts: Signal<Parts>;
  refuse: RefusedError | null;
}

export function fakeHall(parts: object): FakeHall {
  const shown = signal(parts as Parts);
  const given: AnyOrder[] = [];
  const order = async (wish: AnyOrder) => {
    if (fake.refuse) throw fake.refuse;
    given.push(wish);
  };
  const hall = { id: "f1", parts: shown, order } as unknown as Hall;
  const fake: FakeHall = { hall, given, parts: shown, refuse: null };
  return fake;
}
