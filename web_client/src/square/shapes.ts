/** Tuples of the wire into the shapes that views read, and back. Pure. */
import type { FlagRaised, Me, Noticed, Person, Uttered } from "../protocol/messages";
import { toMetres } from "../protocol/units";
import { lookInfo } from "./looks";
import type { FlagInfo, LogEntry, MeInfo, NoticeInfo, PersonInfo } from "./square";

export function personInfo(person: Person): PersonInfo {
  const [slot, participant, name, role, look, followable, place] = person;
  return { slot, participant, name, role, look: lookInfo(look), followable, place };
}

export function meInfo(me: Me, place: string | null = null): MeInfo {
  const [participant, slot, name, role, look, posture, hand, followable, quiet, following, mutedUntil, ridingTo] = me;
  const base = { participant, slot, name, role, look: lookInfo(look), followable, place };
  return { ...base, posture, hand, quiet, following, mutedUntil, ridingTo };
}

/** Returns a line of the log as `own` (a participant) reads it. */
export function logEntry(uttered: Uttered, own: string): LogEntry {
  const [, utterance, speaker, name, role, reach, to, text, at, x, y, hearers, nudge, mac] = uttered;
  const where = { x: toMetres(x), y: toMetres(y) };
  return { utterance, speaker, name, role, reach, to, text, at, where, hearers, nudge, mac, mine: speaker === own };
}

export function noticeInfo(noticed: Noticed): NoticeInfo {
  const [, code, facts, at] = noticed;
  return { code, facts, at };
}

export function flagInfo(raised: FlagRaised): FlagInfo {
  const [, flag, kind, [participant, name], text, at] = raised;
  return { flag, kind, participant, name, text, at };
}
