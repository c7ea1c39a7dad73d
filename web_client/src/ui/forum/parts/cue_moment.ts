/** Which cues a change of a forum gives: the same event for every sense. Pure. */

import { read } from "../../../forum_client/countdown";
import type { Parts } from "../../../forum_client/forum_client";
import type { MinePart } from "../../../protocol/messages";

export type Cue = "next" | "turn" | "soon" | "last" | "over" | "ballot" | "closing" | "result";

/** What cues are made of, at one moment. */
export interface Moment {
  /** My request that is next; empty for none. */
  readonly next: string;
  /** My request that has the floor or is called; empty for none. */
  readonly turn: string;
  /** How far the clock of the speech is, with the speech; empty without one that runs. */
  readonly clock: string;
  /** Whether I am the one who speaks. */
  readonly mine: boolean;
  /** The ballot that is open, the one about to close without my vote, the one whose result is out. */
  readonly ballot: string;
  readonly closing: string;
  readonly result: string;
}

/** Milliseconds before the end at which who has not voted is told. */
const CLOSING_MS = 30_000;

/** Reads the moment. */
export function momentOf(parts: Parts, mine: MinePart | null, now: number): Moment {
  const speaker = parts.floor?.speaker ?? null;
  const ballot = parts.ballot?.ballot ?? null;
  const open = ballot?.state === "started" && now < ballot.ends_at;
  const voted = (mine?.ballot?.voted_at ?? 0) > 0;
  const called = mine !== null && (mine.speaking || mine.called_until > 0);
  return {
    next: !called && mine?.place?.place === 1 ? mine.entry : "",
    turn: called ? (mine.speaking ? (speaker?.entry ?? "now") : mine.entry) : "",
    clock: speaker === null ? "" : `${speaker.entry} ${read(speaker.clock, now).stage}`,
    mine: mine?.speaking ?? false,
    ballot: open ? ballot.id : "",
    closing: open && !voted && ballot.ends_at - now <= CLOSING_MS ? ballot.id : "",
    result: ballot?.state === "published" ? ballot.id : "",
  };
}

/** Returns what to tell, in the order of urgency. Who comes in late is told what is theirs to do, and nothing else. */
export function cuesBetween(before: Moment | null, after: Moment): readonly Cue[] {
  const began = (what: "next" | "turn" | "ballot" | "closing" | "result") =>
    after[what] !== "" && after[what] !== (before?.[what] ?? "");
  const cues: Cue[] = [];
  if (began("turn")) cues.push("turn");
  if (before === null) return cues;
  const stage = after.clock.split(" ")[1];
  if (after.clock !== before.clock && (stage === "soon" || stage === "last" || stage === "over")) cues.push(stage);
  if (began("ballot")) cues.push("ballot");
  if (began("next")) cues.push("next");
  if (began("closing")) cues.push("closing");
  if (began("result")) cues.push("result");
  return cues;
}
