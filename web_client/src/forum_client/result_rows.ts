/** The server's figures of a result beside the words of its ballot. Pure; it computes nothing but where a point stands. */
import type { OptionFigures, ResultView, Terms } from "../protocol/messages";

export interface OptionRow extends OptionFigures {
  readonly label: string;
}

/** Returns the figures of all options with their labels, in the order of the ballot. */
export function optionRows(terms: Terms, { figures }: ResultView): readonly OptionRow[] {
  return figures.options.map((one) => ({ ...one, label: labelOf(terms, one.option) }));
}

/** Returns the words of an option; empty for none. */
export function labelOf(terms: Terms, option: string): string {
  return terms.options.find(({ id }) => id === option)?.label ?? "";
}

/** Returns thousandths as per cent: "52.9". */
export function percent(thousandths: number): string {
  return (thousandths / 10).toFixed(1);
}

/**
 * Returns the division that the verdict rests on, for anybody to check: "171 ÷ 289 = 59.2%"; null where there is none.
 * What won is named by the sentence above; any other option is named here.
 */
export function division(terms: Terms, { base, winner, figures }: ResultView): string | null {
  if (figures.division === null) return null;
  const { option, votes, share } = figures.division;
  const sum = `${votes} ÷ ${base} = ${percent(share)}%`;
  return option === winner ? sum : `${labelOf(terms, option)} ${sum}`;
}
