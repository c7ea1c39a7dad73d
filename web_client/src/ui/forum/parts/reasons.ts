/**
 * Why somebody stands where they stand: one table of words for every face. A face may shorten, never rephrase.
 */
import { t, tMade } from "../../../i18n/t";
import type { Channel, Key, Kind, Stance } from "../../../protocol/messages";

/** What the words depend on. */
export interface Reasoned {
  readonly kind: Kind;
  readonly stance: Stance;
  readonly channel: Channel;
  /** What the moderator gave as the reason, where they moved it. */
  readonly reason: string;
}

/** Returns a whole sentence: "반대 다음은 찬성입니다." */
export function reasonWords(key: Key, who: Reasoned): string {
  return worded("reason", key, who);
}

/** Returns the short form of the same: "찬성 차례". */
export function reasonShort(key: Key, who: Reasoned): string {
  return worded("reason.short", key, who);
}

/** Returns the short forms in one line: "반대 차례 · 처음 발언". */
export function reasonLine(keys: readonly Key[], who: Reasoned): string {
  return keys.map((key) => reasonShort(key, who)).join(" · ");
}

function worded(table: "reason" | "reason.short", key: Key, who: Reasoned): string {
  if (key === "moderator")
    return t(who.reason ? `${table}.moderator` : `${table}.moderator.bare`, { reason: who.reason });
  return tMade(`${table}.${key}${variant(key, who)}`, "reason.request_time");
}

function variant(key: Key, { kind, stance, channel }: Reasoned): string {
  if (key === "kind") return `.${kind}`;
  if (key === "alternate_camp" || key === "balance") return `.${stance}`;
  return key === "alternate_channel" ? `.${channel}` : "";
}
