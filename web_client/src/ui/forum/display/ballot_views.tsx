/** A ballot on the big screen: how long and how many while it is open, never how it stands; then its result. */

import { figures } from "../../../forum_client/countdown";
import { type OptionRow, optionRows, percent } from "../../../forum_client/result_rows";
import { t } from "../../../i18n/t";
import type { BallotView, ResultView, Terms } from "../../../protocol/messages";
import { optionMark } from "../parts/ballot_result";
import { CampMark } from "../parts/marks";
import { resultSentence } from "../parts/result_words";
import type { ViewProps } from "./view_props";

/** Milliseconds before the end at which the time turns to the colour of now. */
const CLOSING_MS = 30_000;
/** Options that fit below each other; a longer list keeps the most chosen. */
const BARS = 5;

export function BallotDisplay({ forum, ballot }: ViewProps & { ballot: BallotView }) {
  const left = Math.max(0, ballot.ends_at - forum.serverNow());
  return (
    <section class="screen-body ballot-view">
      <h2 class="now">{t("screen.ballot.open")}</h2>
      <p class="question">{ballot.terms.question}</p>
      <ul class="options">
        {ballot.terms.options.slice(0, BARS + 1).map((option) => (
          <li key={option.id}>
            <CampMark mark={optionMark(option.id)} /> {option.label}
          </li>
        ))}
      </ul>
      <div class="ballot-facts">
        <p class="big-clock" data-stage={left <= CLOSING_MS ? "soon" : "fine"} role="timer">
          <span class="figures">{figures(Math.ceil(left / 1_000))}</span>
          <span class="figures-words">{t("screen.clock.fine")}</span>
        </p>
        <p class="voted">
          <strong>{t("screen.voted", { n: ballot.voted })}</strong>
          <span>{t("screen.entitled", { n: ballot.entitled })}</span>
        </p>
      </div>
      <p class="second">{t("screen.ballot.hidden")}</p>
    </section>
  );
}

export function ResultDisplay({ ballot }: { ballot: BallotView }) {
  const { terms, result } = ballot;
  if (!result || ballot.state !== "published") {
    return (
      <section class="screen-body ballot-view">
        <h2 class="now">{t("screen.ballot.over")}</h2>
        <p class="question">{terms.question}</p>
        <p class="big-words">{t("result.waiting")}</p>
      </section>
    );
  }
  const rows = [...optionRows(terms, result)];
  if (rows.length > BARS) rows.sort((a, b) => b.votes - a.votes);
  return (
    <section class="screen-body result-view">
      <p class="question">{terms.question}</p>
      <h2 class="sentence">{resultSentence(terms, result)}</h2>
      <Bars rows={rows.slice(0, BARS)} line={result.figures.line} points={terms.method === "score"} />
      <Grounds terms={terms} result={result} />
    </section>
  );
}

function Bars({ rows, line, points }: { rows: readonly OptionRow[]; line: number | null; points: boolean }) {
  return (
    <div class="bars" data-many={rows.length > 3 || undefined}>
      <ul>
        {rows.map((row) => (
          <li key={row.option} data-mark={optionMark(row.option)}>
            <span class="bar-name">
              <CampMark mark={optionMark(row.option)} />
              <strong>{row.label}</strong>
            </span>
            <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect class="result-whole" width="100" height="10" />
              <rect class="result-part" width={row.bar / 10} height="10" />
              {line !== null && <rect class="result-line" x={line / 10 - 0.2} width="0.4" height="10" />}
            </svg>
            <span class="bar-votes">{t(points ? "result.points" : "result.people", { n: row.votes })}</span>
            <strong class="bar-share">{points ? "" : row.share === null ? "–" : `${percent(row.share)}%`}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Grounds({ terms, result }: { terms: Terms; result: ResultView }) {
  const { needed, voted, quorum_met } = result.figures;
  const met = quorum_met ? "result.quorum.met" : "result.quorum.missed";
  const grounds = [
    [t("result.entitled"), t("result.people", { n: result.entitled })],
    result.quorum > 0
      ? [t("screen.quorum", { n: result.quorum }), t(met)]
      : [t("result.voted"), t("result.people", { n: voted })],
    [t("result.base"), t(`result.base.${terms.base}`, { n: result.base })],
    ...(needed === null ? [] : [[t("screen.majority"), t("result.people", { n: needed })] as const]),
  ] as const;
  return (
    <dl class="grounds">
      {grounds.map(([word, value]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
