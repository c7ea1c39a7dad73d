/** What a ballot came to, in words: one sentence for every face, and all figures for ears. Pure but for the catalogue. */

import { labelOf, optionRows } from "../../../forum_client/result_rows";
import { t } from "../../../i18n/t";
import type { ResultView, Terms } from "../../../protocol/messages";

/** Returns the result in one sentence; a tie and a missed quorum have their own. */
export function resultSentence(terms: Terms, result: ResultView): string {
  const label = labelOf(terms, result.winner);
  if (result.unanimous && result.outcome === "adopted") return t("result.unanimous", { label });
  if (result.outcome === "adopted") return t(`result.adopted.${terms.majority}`, { label });
  if (result.outcome === "rejected") return t(`result.rejected.${terms.majority}`);
  return t(`result.${result.outcome}`, { quorum: result.quorum, voted: result.figures.voted });
}

/** Returns the result as it is announced: who only hears is told the figures that others see as bars. */
export function spokenResult(terms: Terms, result: ResultView): string {
  const of = terms.method === "score" ? "cue.result.points" : "cue.result.people";
  const figures = optionRows(terms, result).map(({ label, votes }) => t(of, { label, n: votes }));
  const { voted } = result.figures;
  return t("cue.result", { sentence: resultSentence(terms, result), figures: figures.join(", "), voted });
}
