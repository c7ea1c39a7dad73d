/** The figures of a ballot's result, for words, bars and the table. Pure; shares as `rooms/forum/ballot_result.py`. */
import type { Result, Terms } from "../../../protocol/messages";

export interface OptionFigures {
  readonly id: string;
  readonly label: string;
  readonly votes: number;
  /** Thousandths of the base, half rounded up; null where it is outside the base. */
  readonly perMille: number | null;
}

/** Returns the figures of all options, in the order of the ballot. */
export function optionFigures(terms: Terms, result: Result): readonly OptionFigures[] {
  return terms.options.map(({ id, label }) => {
    const votes = result.tally[id] ?? 0;
    const outside = terms.base === "yes_no" && id === "abstain";
    return { id, label, votes, perMille: outside ? null : perMille(votes, result.base) };
  });
}

/** Returns a share of the base in thousandths. */
export function perMille(votes: number, base: number): number {
  return base > 0 ? Math.floor((2_000 * votes + base) / (2 * base)) : 0;
}

/** Returns thousandths as per cent: "52.9". */
export function percent(thousandths: number): string {
  return (thousandths / 10).toFixed(1);
}

/** Returns how many votes it takes to be adopted; null where the most are enough, or nothing is adopted. */
export function votesNeeded(terms: Terms, result: Result): number | null {
  const decides = terms.method === "yes_no" || terms.method === "single";
  if (!decides || terms.majority === "relative") return null;
  return terms.majority === "simple" ? Math.floor(result.base / 2) + 1 : Math.ceil((2 * result.base) / 3);
}

/** Returns where the line of the majority stands, in thousandths of the base; null for none. */
export function majorityLine(terms: Terms, result: Result): number | null {
  if (votesNeeded(terms, result) === null) return null;
  return terms.majority === "simple" ? 500 : 667;
}
