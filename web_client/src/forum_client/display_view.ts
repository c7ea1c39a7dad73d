/** What the big screen shows at a moment, from the parts of its face. Pure. */

import type { BallotView, QuestionView, QueueRowView } from "../protocol/messages";
import type { Parts } from "./forum_client";

export type DisplayView =
  | { readonly kind: "loading" }
  | { readonly kind: "planned" }
  | { readonly kind: "paused" }
  | { readonly kind: "closed" }
  | { readonly kind: "ballot"; readonly ballot: BallotView }
  | { readonly kind: "result"; readonly ballot: BallotView }
  | { readonly kind: "floor" };

/** How many of the queue are shown. */
const NEXT = 3;
/** Letters of the record's hash that stand on the screen: 80 bits, four to a group. */
const HASH_LETTERS = 20;

/** An open ballot comes before all but a hard moment; a result stands until somebody speaks or an item begins. */
export function viewOf(parts: Parts): DisplayView {
  if (!parts.head) return { kind: "loading" };
  const { phase } = parts.head;
  if (phase !== "open") return { kind: phase };
  const ballot = parts.ballot?.ballot ?? null;
  if (ballot?.state === "started") return { kind: "ballot", ballot };
  const over = ballot?.state === "finished" || ballot?.state === "published";
  if (ballot && over && !movedOn(parts, ballot)) return { kind: "result", ballot };
  return { kind: "floor" };
}

function movedOn(parts: Parts, ballot: BallotView): boolean {
  if (parts.floor?.speaker) return true;
  const running = parts.agenda?.items.find((item) => item.id === parts.agenda?.running);
  return (running?.started_at ?? 0) > ballot.started_at;
}

/** Returns who is next, without those who are away and wait outside the order. */
export function nextRows(parts: Parts): readonly QueueRowView[] {
  return (parts.queue?.rows ?? []).filter((row) => !row.place.away).slice(0, NEXT);
}

/** Returns the question that is answered on stage, if one is. */
export function onStage(parts: Parts): QuestionView | null {
  return parts.questions?.questions.find((question) => question.state === "taken") ?? null;
}

/** Returns the first letters of a hash, in groups that eyes can compare: 9f3a, 41c7, d20b. */
export function hashGroups(hash: string): readonly string[] {
  return hash.slice(0, HASH_LETTERS).match(/.{1,4}/g) ?? [];
}

/** Returns what is left until a moment: days, hours and minutes, or minutes and seconds below one hour. */
export function untilFigures(milliseconds: number): { days: number; figures: string } {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const two = (n: number) => String(n).padStart(2, "0");
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  if (days > 0 || hours > 0) return { days, figures: `${hours}:${two(minutes)}:${two(seconds % 60)}` };
  return { days, figures: `${minutes}:${two(seconds % 60)}` };
}
