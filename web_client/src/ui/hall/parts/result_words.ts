/** What a ballot came to, in words: one sentence for every face, and all figures for ears. Pure but for the catalogue. */
import { t } from "../../../i18n/t";
import type { Result, Terms } from "../../../protocol/messages";
import { optionFigures } from "./result_figures";

/** Returns the result in one sentence; a tie and a missed quorum have their own. */
export function resultSentence(terms: Terms, result: Result): string {
  const label = terms.options.find((option) => option.id === result.winner)?.label ?? "";
  const voted = result.online + result.papers;
  if (result.unanimous && result.outcome === "adopted") return t("result.unanimous", { label });
  if (result.outcome === "adopted") return t(`result.adopted.${terms.majority}`, { label });
  if (result.outcome === "rejected") return t(`result.rejected.${terms.majority}`);
  return t(`result.${result.outcome}`, { quorum: result.quorum, voted });
}

/** Returns the result as it is announced: who only hears is told the figures that others see as bars. */
export function spokenResult(terms: Terms, result: Result): string {
  const of = terms.method === "score" ? "cue.result.points" : "cue.result.people";
  const figures = optionFigures(terms, result).map(({ label, votes }) => t(of, { label, n: votes }));
  const voted = result.online + result.papers;
  return t("cue.result", { sentence: resultSentence(terms, result), figures: figures.join(", "), voted });
}
