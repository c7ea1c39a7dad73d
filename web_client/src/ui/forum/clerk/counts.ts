/** What an officer typed of a count of papers: read, and looked at before it is sent. The server decides. Pure. */
import type { Terms } from "../../../protocol/messages";

/** By field: `papers`, `invalid`, `option:<id>`; digits only. */
export type Typed = Readonly<Record<string, string>>;

export interface Count {
  readonly papers: number;
  readonly totals: Readonly<Record<string, number>>;
  readonly invalid: number;
}

const numberOf = (typed: Typed, key: string) => Number(typed[key] ?? "");

/** Returns the count; an empty field of an option or of the invalid ones is none. */
export function countOf(typed: Typed, terms: Terms): Count {
  const totals = Object.fromEntries(terms.options.map(({ id }) => [id, numberOf(typed, `option:${id}`)]));
  return { papers: numberOf(typed, "papers"), totals, invalid: numberOf(typed, "invalid") };
}

/** Returns what does not fit: nothing typed, more papers than were issued, a sum that these papers cannot give. */
export function unfit(typed: Typed, terms: Terms, issued: number): "empty" | "many" | "invalid" | "sum" | null {
  if (!typed.papers) return "empty";
  const { papers, totals, invalid } = countOf(typed, terms);
  if (papers > issued) return "many";
  if (invalid > papers) return "invalid";
  const valid = papers - invalid;
  const sum = Object.values(totals).reduce((all, one) => all + one, 0);
  const [least, most] = [valid * terms.least, valid * terms.most * terms.top];
  return sum < least || sum > most ? "sum" : null;
}
