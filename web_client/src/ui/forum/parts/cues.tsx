/**
 * Cues of a forum on every sense: sound, vibration, words for ears. Each can be switched off; what is seen never is.
 *
 * In the venue sounds come from one machine only, so a phone there stays silent.
 */
import { useEffect, useRef } from "preact/hooks";
import type { ForumClient, Parts } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import { useBeat } from "../../base/hooks";
import { type Cue, cuesBetween, type Moment, momentOf } from "./cue_moment";
import { cueSound, cueVibration } from "./cue_settings";
import { play } from "./cue_sounds";
import { announce, type Urgency } from "./live";
import { spokenResult } from "./result_words";

/** Milliseconds between looks at the clocks: cues may be late by this. */
const BEAT_MS = 250;
/** Milliseconds after which one's turn sounds again: a phone may lie in a pocket. */
const AGAIN_MS = 5_000;

const VIBRATIONS: Readonly<Record<Cue, readonly number[]>> = {
  next: [80],
  turn: [200, 100, 200],
  soon: [100],
  last: [100, 100, 100],
  over: [400],
  ballot: [150, 80, 150],
  closing: [100],
  result: [80],
};
const OF_SPEECH: ReadonlySet<Cue> = new Set(["soon", "last", "over"]);

/** Follows a forum and gives its cues; renders nothing. */
export function Cues({ forum, staff = false }: { forum: ForumClient; staff?: boolean }) {
  useBeat(BEAT_MS);
  const before = useRef<Moment | null>(null);
  const parts = forum.parts.value;
  const mine = forum.mine.value;
  const onsite = mine?.channel === "onsite";
  useEffect(() => {
    if (parts.head === undefined) return;
    const after = momentOf(parts, mine, forum.serverNow());
    for (const cue of cuesBetween(before.current, after)) give(cue, wordsOf(cue, parts), { ...after, staff }, onsite);
    before.current = after;
  });
  const turn = mine !== null && (mine.called_until > 0 || mine.speaking);
  useEffect(() => {
    if (!turn) return;
    const timer = setTimeout(() => sound("turn", onsite), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [turn, onsite]);
  return null;
}

function sound(cue: Cue, onsite: boolean): void {
  if (cueSound.value && !onsite) play(cue);
}

function give(cue: Cue, words: string, who: Moment & { staff: boolean }, onsite: boolean): void {
  sound(cue, onsite);
  const speech = OF_SPEECH.has(cue);
  if (cueVibration.value && (!speech || who.mine)) vibrate(VIBRATIONS[cue]);
  const how = urgencyOf(cue, who);
  if (how !== null) announce(words, how);
}

/** The words of a cue; a result comes with its figures. */
function wordsOf(cue: Cue, parts: Parts): string {
  if (cue !== "result") return t(`cue.${cue}`);
  const ballot = parts.ballot?.ballot;
  return ballot?.result ? spokenResult(ballot.terms, ballot.result) : t("result.waiting");
}

/** Browsers vibrate for a page that was touched, and complain about any other. */
function vibrate(pattern: readonly number[]): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([...pattern]);
}

/** Who hears what, and how urgently; null for not at all. */
export function urgencyOf(cue: Cue, { mine, staff }: { mine: boolean; staff: boolean }): Urgency | null {
  if (cue === "turn" || cue === "ballot") return "assertive";
  if (cue === "soon") return mine || staff ? "polite" : null;
  if (cue === "last") return mine ? "assertive" : null;
  return cue === "over" && mine ? "assertive" : "polite";
}
