/** Ballots: prepared, opened, extended, finished, counted, published; one stands in the card, the others in a list. */

import { figures } from "../../../forum_client/countdown";
import { optionRows } from "../../../forum_client/result_rows";
import { t } from "../../../i18n/t";
import type { BallotView, PaperView } from "../../../protocol/messages";
import { useBeat } from "../../base/hooks";
import { ForumIcon } from "../parts/forum_icon";
import { resultSentence } from "../parts/result_words";
import { isOfficer, useModerator } from "./context";
import { mainAct } from "./main_act";

/** Seconds that one press gives to a ballot. */
const MORE_S = 60;
const RANK = { started: 0, finished: 1, created: 2, published: 3, new: 4 } as const;

/** The ballot that matters now: the open one, else one to publish, else one to open, else the last result. */
export function currentBallot(ballots: readonly BallotView[]): BallotView | null {
  const rank = (one: BallotView) => RANK[one.state] * 1e15 - (one.state === "published" ? one.started_at : 0);
  return [...ballots].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

export function Ballots() {
  const { forum } = useModerator();
  const parts = forum.parts.value;
  const ballots = parts.desk?.ballots ?? [];
  const ballot = currentBallot(ballots);
  const next = mainAct(parts) === "ballot";
  const waits = !ballot || ballot.state === "published";
  return (
    <section class="card desk-ballot" aria-labelledby="desk-ballot" tabIndex={-1}>
      <div class="spread">
        <h2 id="desk-ballot" class="row">
          <ForumIcon name="ballot" />
          {t("desk.ballot")}
        </h2>
        <p class="quiet">{ballot ? t(`desk.ballot.${ballot.state as "created"}`) : ""}</p>
        {!waits && <MakeButton kind="text" />}
      </div>
      {ballot ? <Shown ballot={ballot} filled={next} /> : <p class="quiet">{t("desk.ballot.none")}</p>}
      {waits && <MakeButton kind={next ? "filled" : "second"} />}
    </section>
  );
}

function MakeButton({ kind }: { kind: "text" | "filled" | "second" }) {
  const { sheet } = useModerator();
  return (
    <button
      type="button"
      class={kind === "text" ? "button text" : `button ${kind} wide`}
      onClick={() => {
        sheet.value = { kind: "ballot" };
      }}
    >
      {t("desk.ballot.make")}
    </button>
  );
}

function Shown({ ballot, filled }: { ballot: BallotView; filled: boolean }) {
  const { forum } = useModerator();
  const paper = forum.parts.value.desk?.papers.find((one) => one.ballot === ballot.id);
  return (
    <>
      <p class="question">{ballot.terms.question}</p>
      <Facts ballot={ballot} />
      {ballot.state === "finished" && paper && paper.issued > 0 && <PaperState paper={paper} />}
      {ballot.result && <ShortResult ballot={ballot} />}
      <Acts ballot={ballot} filled={filled} />
    </>
  );
}

/** What stands on the ballot before, and while, it is open: never a tally. */
function Facts({ ballot }: { ballot: BallotView }) {
  const { terms } = ballot;
  const open = ballot.state === "started";
  if (ballot.result) return null;
  return (
    <dl class="desk-facts">
      {open && (
        <div>
          <dt>{t("desk.ballot.left")}</dt>
          <dd>
            <Left until={ballot.ends_at} />
          </dd>
        </div>
      )}
      {ballot.state !== "created" && (
        <div>
          <dt>{t("desk.ballot.voted")}</dt>
          <dd>{t("desk.ballot.of", { n: ballot.voted, all: ballot.entitled })}</dd>
        </div>
      )}
      {ballot.state === "created" && (
        <div>
          <dt>{t("setup.secrecy")}</dt>
          <dd>{t(`desk.secrecy.${terms.secrecy}`)}</dd>
        </div>
      )}
      <div>
        <dt>{t("setup.quorum_of")}</dt>
        <dd>
          {terms.quorum_of === "nobody"
            ? t("setup.quorum.nobody")
            : t("desk.ballot.quorum", { of: t(`setup.quorum.${terms.quorum_of}`), n: terms.quorum_per_mille / 10 })}
        </dd>
      </div>
      {ballot.state === "created" && (
        <div>
          <dt>{t("setup.base")}</dt>
          <dd>{t(`setup.base.${terms.base}`)}</dd>
        </div>
      )}
    </dl>
  );
}

function Left({ until }: { until: number }) {
  const { forum } = useModerator();
  useBeat(1_000);
  return <>{figures(Math.max(0, Math.ceil((until - forum.serverNow()) / 1_000)))}</>;
}

/** How far the papers are: two officers count blind. */
function PaperState({ paper }: { paper: PaperView }) {
  const { forum } = useModerator();
  const words = paper.agreed
    ? t("papers.agreed")
    : paper.disputed
      ? t("papers.disputed")
      : paper.entered.length === 1
        ? t("papers.second")
        : t("papers.first");
  return (
    <p class="note">
      <span class="grow">{words}</span>
      <a href={`/hall/${forum.id}/clerk`}>{t("desk.ballot.papers")}</a>
    </p>
  );
}

function ShortResult({ ballot }: { ballot: BallotView }) {
  const { sheet } = useModerator();
  const { result, terms } = ballot;
  if (!result) return null;
  return (
    <>
      <p>
        <strong>{resultSentence(terms, result)}</strong>{" "}
        {optionRows(terms, result)
          .map((row) => `${row.label} ${row.votes}`)
          .join(" · ")}
      </p>
      <button
        type="button"
        class="button text"
        onClick={() => {
          sheet.value = { kind: "result", ballot };
        }}
      >
        {t("desk.ballot.how")}
      </button>
    </>
  );
}

function Acts({ ballot, filled }: { ballot: BallotView; filled: boolean }) {
  const { forum, role, give } = useModerator();
  const named = { ballot: ballot.id, saw: ballot.version };
  const counted = ballot.result !== null;
  const phase = forum.parts.value.head?.phase;
  if (ballot.state === "created") {
    return (
      <div class="row">
        <button
          type="button"
          class={filled ? "button filled grow" : "button second grow"}
          aria-disabled={phase !== "open"}
          onClick={() => phase === "open" && void give({ order: "start_ballot", ...named })}
        >
          {t("desk.ballot.start")}
        </button>
        <button type="button" class="button" onClick={() => void give({ order: "drop_ballot", ...named })}>
          {t("desk.ballot.drop")}
        </button>
      </div>
    );
  }
  if (ballot.state === "started") {
    return (
      <div class="row">
        <button
          type="button"
          class={filled ? "button filled grow" : "button second grow"}
          onClick={() => void give({ order: "finish_ballot", ...named })}
        >
          {t("desk.ballot.finish")}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => void give({ order: "extend_ballot", seconds: MORE_S, ...named })}
        >
          {t("desk.ballot.more", { n: MORE_S / 60 })}
        </button>
      </div>
    );
  }
  if (ballot.state !== "finished") return null;
  if (!counted) return <p role="status">{t("desk.ballot.counting")}</p>;
  if (!isOfficer(role)) return <p class="quiet">{t("desk.ballot.officer")}</p>;
  return (
    <button
      type="button"
      class={filled ? "button filled wide" : "button second wide"}
      onClick={() => void give({ order: "publish_ballot", ...named })}
    >
      {t("desk.ballot.publish")}
    </button>
  );
}
