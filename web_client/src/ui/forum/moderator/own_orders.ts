/**
 * The orders of this desk in turn, those about one thing: what one did oneself never makes one's own next order stale.
 *
 *     +30 s (saw 12) → done, parts with 13 → stop (pressed at 12, so it waited) goes out as "saw 13"
 *
 * What another did in between still does: a version that is further than the own order explains is not taken up, and
 * the server refuses as ever. Orders that name no version never wait.
 */
import { effect } from "@preact/signals";
import type { ForumClient, Parts } from "../../../forum_client/forum_client";
import type { AnyClientCommand } from "../../../protocol/messages";

/** Milliseconds to wait for the parts of an order that is done: the moderator part of a full forum takes two seconds at 16 kB/s. */
export const ARRIVE_MS = 3_000;

/** A kind of order that names the version it saw. */
type Seeing = Extract<AnyClientCommand, { readonly saw: number }>;

/** Versions of one thing that only this desk brought about: who saw one of them knows the last. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/** Returns what gives an order: resolves once it is durable, rejects with RefusedError. */
export function ownOrders(forum: ForumClient): (order: AnyClientCommand) => Promise<void> {
  // Both hold one a thing of the forum, which bounds them.
  const runs = new Map<string, Run>();
  const underWay = new Map<string, Promise<void>>();

  const takeUp = async (thing: string, order: Seeing, seen: Parts) => {
    const version = await moved(forum, thing, order.saw);
    if (version !== order.saw + steps(order, seen)) return;
    const run = runs.get(thing);
    runs.set(thing, { from: run?.to === order.saw ? run.from : order.saw, to: version });
  };

  const send = (thing: string, order: Seeing, settled: () => void) => {
    const current = renewed(order, runs.get(thing));
    const seen = forum.parts.value;
    const answer = forum.order(current);
    void answer.then(() => takeUp(thing, current, seen).then(settled), settled);
    return answer;
  };

  return (order) => {
    if (!("saw" in order)) return forum.order(order);
    const thing = thingOf(order);
    const before = underWay.get(thing);
    let settled = () => {};
    const whole = new Promise<void>((resolve) => {
      settled = () => {
        if (underWay.get(thing) === whole) underWay.delete(thing);
        resolve();
      };
    });
    underWay.set(thing, whole);
    return before === undefined ? send(thing, order, settled) : before.then(() => send(thing, order, settled));
  };
}

/** "The next item" means the one after what was seen: pressed twice in a hurry it must not skip one. */
function renewed(order: Seeing, run: Run | undefined): Seeing {
  const own = run !== undefined && order.order !== "next_item" && run.from <= order.saw && order.saw < run.to;
  return own ? { ...order, saw: run.to } : order;
}

/** Returns what a version is of: the floor, the agenda, a question, a ballot, a call for help. */
function thingOf(order: Seeing): string {
  if (order.order === "finish_help") return `help ${order.signal}`;
  if ("question" in order) return `question ${order.question}`;
  if ("ballot" in order) return `ballot ${order.ballot}`;
  return order.order.endsWith("_item") ? "agenda" : "floor";
}

/** Returns the version of a thing that the desk shows; none for what is not shown any more. */
function versionOf(parts: Parts, thing: string): number | undefined {
  const [kind, id] = thing.split(" ");
  if (kind === "help") return parts.signals?.helped.find((one) => one.signal === id)?.version ?? 0;
  if (kind === "question") return parts.questions?.questions.find((one) => one.id === id)?.version;
  if (kind === "ballot") return parts.desk?.ballots.find((one) => one.id === id)?.version;
  return kind === "agenda" ? parts.desk?.agenda_version : parts.desk?.floor_version;
}

/** Returns how many versions an order makes: calling somebody ends the speech that runs, and begins theirs. */
function steps(order: Seeing, seen: Parts): number {
  const calls = order.order === "call_next" || order.order === "call_person";
  return calls && seen.floor?.speaker ? 2 : 1;
}

/** Resolves with the version of a thing once it is not the one that was seen any more, or as it is after a while. */
function moved(forum: ForumClient, thing: string, saw: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(saw), ARRIVE_MS);
    const stop = effect(() => {
      const version = versionOf(forum.parts.value, thing);
      if (version !== saw) end(version);
    });
    function end(version: number | undefined) {
      clearTimeout(timer);
      queueMicrotask(() => stop()); // the effect may still be in its first run
      resolve(version);
    }
  });
}
