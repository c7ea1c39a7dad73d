/**
 * Folds the items of the own inbox onto its snapshot: the twin of `rooms/square/replica.py`.
 * Pure: a new state comes out, the old one stays as it was, so signals compare by identity.
 */
import type { Event, Snapshot } from "../protocol/messages";
import { flagInfo, logEntry, meInfo, noticeInfo } from "./shapes";
import type { FlagInfo, LogEntry, MeInfo, NoticeInfo } from "./square";

export type Item = Event[4];

export interface Replica {
  readonly me: MeInfo;
  readonly blocks: readonly { participant: string; name: string }[];
  readonly log: readonly LogEntry[];
  readonly notices: readonly NoticeInfo[];
  readonly flags: readonly FlagInfo[];
}

/** Lines of the log that a page keeps: an hour of lively talk; older ones are let go. */
export const LOG_LINES = 500;
/** Notices and flags that a page keeps. */
export const NOTICES = 100;

/** Returns the state of a snapshot; lines of the log from before it (`kept`) stay readable. */
export function fromSnapshot(snapshot: Snapshot, kept: readonly LogEntry[] = []): Replica {
  const [me, blocks, log, notices, flags] = snapshot;
  const own = meInfo(me);
  const fresh = log.map((entry) => logEntry(entry, own.participant));
  const known = new Set(fresh.map((entry) => entry.utterance));
  const merged = [...kept.filter((entry) => !known.has(entry.utterance)), ...fresh];
  merged.sort((a, b) => a.at - b.at);
  return {
    me: own,
    blocks: blocks.map(([participant, name]) => ({ participant, name })),
    log: merged.slice(-LOG_LINES),
    notices: notices.map(noticeInfo),
    flags: flags.map(flagInfo),
  };
}

/** Returns the state after an item; an item of a newer server changes nothing. */
export function fold(state: Replica, item: Item): Replica {
  switch (item[0]) {
    case "uttered":
      return { ...state, log: keep(state.log, logEntry(item, state.me.participant), LOG_LINES) };
    case "noticed":
      return { ...state, notices: keep(state.notices, noticeInfo(item), NOTICES) };
    case "became":
      return { ...state, me: meInfo(item[1]) };
    case "block_set":
      return {
        ...state,
        blocks: [...without(state.blocks, item[1][0]), { participant: item[1][0], name: item[1][1] }],
      };
    case "block_gone":
      return { ...state, blocks: without(state.blocks, item[1]) };
    case "flag_raised":
      return { ...state, flags: keep(state.flags, flagInfo(item), NOTICES) };
    default:
      return state;
  }
}

function without<T extends { participant: string }>(list: readonly T[], participant: string): readonly T[] {
  return list.filter((one) => one.participant !== participant);
}

function keep<T>(list: readonly T[], one: T, most: number): readonly T[] {
  return [...list.slice(-(most - 1)), one];
}
