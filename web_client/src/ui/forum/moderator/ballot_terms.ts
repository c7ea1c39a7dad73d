/** What a moderator fills in for a ballot, and the terms it becomes. Pure; the server refuses what cannot be held. */
import type { BallotRules, Base, Majority, Method, QuorumOf, Secrecy, Terms } from "../../../protocol/messages";

/** The form of a ballot; numbers as they are typed. */
export interface Draft {
  readonly question: string;
  readonly method: Method;
  readonly options: readonly string[];
  readonly most: string;
  readonly top: string;
  readonly secrecy: Secrecy;
  readonly base: Base;
  readonly quorumOf: QuorumOf;
  readonly quorumPercent: string;
  readonly majority: Majority;
  readonly minutes: string;
}

/** What is wrong with a draft, as a key of `ballot.wrong.`. */
export type Wrong = "question" | "options" | "same" | "most" | "top" | "quorum" | "minutes";

const YES_NO = ["yes", "no", "abstain"] as const;

/** A draft with the defaults of the forum. */
export function draftOf(rules: BallotRules): Draft {
  return {
    question: "",
    method: "yes_no",
    options: ["", ""],
    most: "2",
    top: "5",
    secrecy: rules.secrecy,
    base: rules.base,
    quorumOf: rules.quorum_of,
    quorumPercent: String(rules.quorum_per_mille / 10),
    majority: rules.majority,
    minutes: String(Math.max(1, Math.round(rules.open_s / 60))),
  };
}

const whole = (text: string, least: number, most: number): boolean =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
const written = (draft: Draft): string[] => draft.options.map((one) => one.trim()).filter(Boolean);

/** Returns what is wrong first, or `null`. */
export function wrongWith(draft: Draft): Wrong | null {
  if (!draft.question.trim()) return "question";
  const options = written(draft);
  if (draft.method !== "yes_no") {
    if (options.length < 2) return "options";
    if (new Set(options).size < options.length) return "same";
  }
  if (draft.method === "multiple" && !whole(draft.most, 1, options.length)) return "most";
  if (draft.method === "score" && !whole(draft.top, 1, 100)) return "top";
  const share = Number(draft.quorumPercent);
  if (draft.quorumOf !== "nobody" && !(share > 0 && share <= 100)) return "quorum";
  return whole(draft.minutes, 1, 1_440) ? null : "minutes";
}

/**
 * Returns the terms of a draft that nothing is wrong with.
 *
 * Args: `labels` are the words of yes, no and abstain; `item` is the agenda item it belongs to, or empty.
 */
export function termsOf(
  draft: Draft,
  rules: BallotRules,
  labels: Readonly<Record<string, string>>,
  item: string,
): Terms {
  const yesNo = draft.method === "yes_no";
  const options = yesNo
    ? YES_NO.map((id) => ({ id, label: labels[id] ?? id }))
    : written(draft).map((label, index) => ({ id: `o${index + 1}`, label }));
  const open = Number(draft.minutes) * 60;
  const several = { single: 1, yes_no: 1, multiple: Number(draft.most), score: options.length };
  return {
    question: draft.question.trim(),
    options,
    method: draft.method,
    secrecy: draft.secrecy,
    base: !yesNo && draft.base === "yes_no" ? "valid" : draft.base,
    quorum_of: draft.quorumOf,
    quorum_per_mille: draft.quorumOf === "nobody" ? 0 : Math.round(Number(draft.quorumPercent) * 10),
    majority: draft.majority,
    item,
    least: 1,
    most: several[draft.method],
    top: draft.method === "score" ? Number(draft.top) : 1,
    min_open_s: Math.min(rules.min_open_s, open),
    open_s: open,
    late: rules.late,
  };
}
