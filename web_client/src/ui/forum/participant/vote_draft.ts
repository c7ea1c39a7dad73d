/**
 * A choice that is being made: it outlives a change of tab and everybody else's acts; and the tracker of a hidden vote.
 */
import { type Signal, signal } from "@preact/signals";
import type { Terms } from "../../../protocol/messages";

/** Points by option: 1 for one that is chosen. */
export type Choice = Readonly<Record<string, number>>;

const drafts = new Map<string, Signal<Choice>>();

/** Returns the choice under way for a ballot. */
export function draftOf(ballot: string): Signal<Choice> {
  const draft = drafts.get(ballot) ?? signal<Choice>({});
  drafts.set(ballot, draft);
  return draft;
}

/** Returns the choice after an option was pressed: one takes the other's place, of several each goes in and out. */
export function pressed(terms: Terms, choice: Choice, option: string): Choice {
  if (terms.method !== "multiple") return { [option]: 1 };
  const { [option]: before, ...others } = choice;
  if (before !== undefined) return others;
  return Object.keys(choice).length >= terms.most ? choice : { ...choice, [option]: 1 };
}

/** Returns the choice with points for an option; none takes it out. */
export function pointed(choice: Choice, option: string, points: number): Choice {
  const { [option]: _, ...others } = choice;
  return points > 0 ? { ...others, [option]: points } : others;
}

/** Whether a choice can be sent. */
export function isWhole(terms: Terms, choice: Choice): boolean {
  const chosen = Object.keys(choice).length;
  return chosen >= terms.least && chosen <= terms.most;
}

const TRACKER_BYTES = 16;
const key = (forum: string, ballot: string) => `agora.tracker.${forum}.${ballot}`;

/**
 * Returns the tracker of this tab's vote, drawn at the first asking: sent again, it is the same vote.
 *
 * It is kept for as long as the tab is open and nowhere else: whoever finds the phone later finds no choice.
 */
export function trackerFor(forum: string, ballot: string): string {
  const kept = keptTracker(forum, ballot);
  if (kept !== null) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(TRACKER_BYTES));
  const drawn = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  memory.set(key(forum, ballot), drawn);
  try {
    sessionStorage.setItem(key(forum, ballot), drawn);
  } catch {
    // Forbidden storage: it lives as long as the page.
  }
  return drawn;
}

const memory = new Map<string, string>();

/** Returns the tracker that was drawn here, if one was. */
export function keptTracker(forum: string, ballot: string): string | null {
  const held = memory.get(key(forum, ballot));
  if (held !== undefined) return held;
  try {
    return sessionStorage.getItem(key(forum, ballot));
  } catch {
    return null;
  }
}

/** Returns a tracker in groups of four, to read aloud and to compare. */
export function grouped(tracker: string): string {
  return tracker.match(/.{1,4}/g)?.join(" ") ?? tracker;
}
