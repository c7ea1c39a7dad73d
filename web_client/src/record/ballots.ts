/** Counts every published ballot of a record again (`docs/record.md`, section 6). */
import { asCount, type Choice, type Count, isChoice, isText, type Row } from "./form";
import { byCodePoint, type Json } from "./json";

export type BallotFault = "ballot_after_close" | "ballot_form" | "ballot_list" | "ballot_tally" | "ballot_voters";

export const CAST = "ballot_cast";
export const COUNTED = "ballot_counted";

/** Returns the first row whose count is not that of its casts, or `null`. */
export function ballotFault(rows: readonly Row[]): { readonly row: number; readonly why: BallotFault } | null {
  /** The last choice of each voter, by ballot. */
  const casts = new Map<string, Map<string, Json | undefined>>();
  const counted = new Set<string>();
  for (const { seq, kind, who, data } of rows) {
    if (kind !== CAST && kind !== COUNTED) continue;
    const ballot = data.get("ballot");
    if (!isText(ballot)) return { row: seq, why: "ballot_form" };
    if (counted.has(ballot)) return { row: seq, why: "ballot_after_close" };
    const cast = casts.get(ballot) ?? new Map<string, Json | undefined>();
    casts.set(ballot, cast);
    if (kind === CAST) {
      cast.set(who, data.get("choice"));
      continue;
    }
    counted.add(ballot);
    const count = asCount(data);
    const why = count ? countFault(count, [...cast.values()]) : "ballot_form";
    if (why) return { row: seq, why };
  }
  return null;
}

function countFault(count: Count, cast: readonly (Json | undefined)[]): BallotFault | null {
  const choices = count.hidden ? count.votes.map(([, choice]) => choice) : cast.filter(isChoice);
  if (!count.hidden && choices.length < cast.length) return "ballot_form";
  if (count.hidden) {
    const trackers = count.votes.map(([tracker]) => tracker);
    if (trackers.some((tracker, n) => n > 0 && byCodePoint(trackers[n - 1] ?? "", tracker) >= 0)) return "ballot_list";
    const told = cast.some((choice) => choice !== undefined && choice !== null);
    if (trackers.length !== cast.length || told) return "ballot_voters";
  }
  const [found, said] = [sum([...choices, count.paper]), sum([count.tally])];
  const same = found.size === said.size && [...found].every(([option, points]) => said.get(option) === points);
  return same ? null : "ballot_tally";
}

/** Adds points by option, without those that come to nothing; sums may leave what a number holds exactly. */
function sum(choices: readonly Choice[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const choice of choices)
    for (const [option, points] of choice) sums.set(option, (sums.get(option) ?? 0n) + BigInt(points));
  return new Map([...sums].filter(([, points]) => points !== 0n));
}
