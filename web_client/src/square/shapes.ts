/** Tuples of the wire into the shapes that views read, and back. Pure. */
import type { FlagRaised, Look, Me, Noticed, Person, Uttered } from "../protocol/messages";
import { toMetres } from "../protocol/units";
import type { FlagInfo, LogEntry, LookInfo, MeInfo, NoticeInfo, PersonInfo } from "./square";

export function lookInfo(look: Look): LookInfo {
  const [figure = 0, hairStyle = 0, top = 0, bottom = 0, hair = 0, skin = 0, aid = "none"] = look;
  return { figure, hairStyle, top, bottom, hair, skin, aid };
}

export function lookTuple(look: LookInfo): Look {
  return [look.figure, look.hairStyle, look.top, look.bottom, look.hair, look.skin, look.aid];
}

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
