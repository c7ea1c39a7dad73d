/** What a ballot came to: the sentence first, then bars from zero with the majority line, then how it was computed. */

import { division, type OptionRow, optionRows, percent } from "../../../forum_client/result_rows";
import { t } from "../../../i18n/t";
import type { BallotView, ResultView, Terms } from "../../../protocol/messages";
import { CampMark, type Mark } from "./marks";
import { resultSentence } from "./result_words";

export function BallotResult({ ballot }: { ballot: BallotView }) {
  const { terms, result } = ballot;
  if (result === null) return <p class="second">{t("result.waiting")}</p>;
  return (
    <section class="result stack" aria-label={t("result.title")}>
      <p class="result-question">{terms.question}</p>
      <h2 class="result-sentence">{resultSentence(terms, result)}</h2>
      <ul class="result-bars">
        {optionRows(terms, result).map((row) => (
          <OptionBar key={row.option} row={row} line={result.figures.line} points={terms.method === "score"} />
        ))}
      </ul>
      <Grounds terms={terms} result={result} />
      <p class="second small">{t("ballot.not_election")}</p>
    </section>
  );
}

/** Returns the mark of an option: only yes and no have a camp's. */
export function optionMark(id: string): Mark {
  if (id === "yes") return "pro";
  if (id === "no") return "con";
  return id === "abstain" ? "abstain" : "option";
}

function OptionBar({ row, line, points }: { row: OptionRow; line: number | null; points: boolean }) {
  const mark = optionMark(row.option);
  return (
    <li class="result-bar" data-mark={mark}>
      {mark === "option" ? <span /> : <CampMark mark={mark} />}
      <strong>{row.label}</strong>
      <span class="result-figures">
        {t(points ? "result.points" : "result.people", { n: row.votes })}{" "}
        {row.share !== null && <strong>{percent(row.share)} %</strong>}
      </span>
      <svg class="result-track" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="result-whole" width="1000" height="20" />
        <rect class="result-part" width={row.bar} height="20" />
        {line !== null && <rect class="result-line" x={line - 2} width="4" height="20" />}
      </svg>
    </li>
  );
}

/** Entitled, quorum, base, and the sum that anybody can check. */
function Grounds({ terms, result }: { terms: Terms; result: ResultView }) {
  const { needed, voted, quorum_met } = result.figures;
  const divided = division(terms, result);
  return (
    <>
      <dl class="result-grounds">
        <Ground word={t("result.entitled")} value={t("result.people", { n: result.entitled })} />
        <Ground word={t("result.voted")} value={t("result.people", { n: voted })} />
        {result.quorum > 0 && (
          <Ground
            word={t("result.quorum", { n: result.quorum })}
            value={t(quorum_met ? "result.quorum.met" : "result.quorum.missed")}
          />
        )}
        <Ground word={t("result.base")} value={t(`result.base.${terms.base}`, { n: result.base })} />
        {needed !== null && <Ground word={t("result.needed")} value={t("result.people", { n: needed })} />}
      </dl>
      <p class="second small">
        {divided !== null && `${divided} · `}
        {t("result.sum", { online: result.online, papers: result.papers, invalid: result.invalid, n: voted })}
      </p>
    </>
  );
}

function Ground({ word, value }: { word: string; value: string }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{value}</dd>
    </div>
  );
}
