/** What a ballot came to: the sentence first, then bars from zero with the majority line, then how it was computed. */
import { t } from "../../../i18n/t";
import type { BallotView, Result, Terms } from "../../../protocol/messages";
import { CampMark, type Mark } from "./marks";
import { majorityLine, type OptionFigures, optionFigures, percent, perMille, votesNeeded } from "./result_figures";
import { resultSentence } from "./result_words";

export function BallotResult({ ballot }: { ballot: BallotView }) {
  const { terms, result } = ballot;
  if (result === null) return <p class="second">{t("result.waiting")}</p>;
  const rows = optionFigures(terms, result);
  return (
    <section class="result stack" aria-label={t("result.title")}>
      <p class="result-question">{terms.question}</p>
      <h2 class="result-sentence">{resultSentence(terms, result)}</h2>
      <ul class="result-bars">
        {rows.map((row) => (
          <OptionBar key={row.id} row={row} line={majorityLine(terms, result)} points={terms.method === "score"} />
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

function OptionBar({ row, line, points }: { row: OptionFigures; line: number | null; points: boolean }) {
  const mark = optionMark(row.id);
  return (
    <li class="result-bar" data-mark={mark}>
      {mark === "option" ? <span /> : <CampMark mark={mark} />}
      <strong>{row.label}</strong>
      <span class="result-figures">
        {t(points ? "result.points" : "result.people", { n: row.votes })}{" "}
        {row.perMille !== null && !points && <strong>{percent(row.perMille)} %</strong>}
      </span>
      <svg class="result-track" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="result-whole" width="1000" height="20" />
        <rect class="result-part" width={Math.min(1_000, row.perMille ?? 0)} height="20" />
        {line !== null && <rect class="result-line" x={line - 2} width="4" height="20" />}
      </svg>
    </li>
  );
}

/** Entitled, quorum, base, and the sum that anybody can check. */
function Grounds({ terms, result }: { terms: Terms; result: Result }) {
  const needed = votesNeeded(terms, result);
  const voted = result.online + result.papers;
  const winner = result.tally[result.winner];
  return (
    <>
      <dl class="result-grounds">
        <Ground word={t("result.entitled")} value={t("result.people", { n: result.entitled })} />
        <Ground word={t("result.voted")} value={t("result.people", { n: voted })} />
        {result.quorum > 0 && (
          <Ground
            word={t("result.quorum", { n: result.quorum })}
            value={t(voted >= result.quorum ? "result.quorum.met" : "result.quorum.missed")}
          />
        )}
        <Ground word={t("result.base")} value={t(`result.base.${terms.base}`, { n: result.base })} />
        {needed !== null && <Ground word={t("result.needed")} value={t("result.people", { n: needed })} />}
      </dl>
      <p class="second small">
        {winner !== undefined && result.base > 0 && (
          <>
            {winner} ÷ {result.base} = {percent(perMille(winner, result.base))} % ·{" "}
          </>
        )}
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
