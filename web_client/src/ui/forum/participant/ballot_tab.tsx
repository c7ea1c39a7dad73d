/** The ballot: to vote, received, why not and the way to it, counting, the result. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { secondsTime } from "../../../i18n/time";
import type { BallotView, MyBallot } from "../../../protocol/messages";
import { Icon } from "../../base/icons";
import { refusal } from "../../base/refusals";
import { BallotResult } from "../parts/ballot_result";
import { Question } from "./ballot_question";
import { useParticipant } from "./context";
import { Panel } from "./panel";
import { Card, JoinButton } from "./parts";
import { grouped, keptTracker } from "./vote_draft";
import { VoteForm } from "./vote_form";
import { WayUp } from "./way_up";

export function BallotTab() {
  const { forum, reader } = useParticipant();
  const ballot = forum.parts.value.ballot?.ballot ?? null;
  if (ballot === null) {
    return (
      <Panel>
        <Card title={t("light.ballot.none")}>
          <p>{t("light.ballot.none.hint")}</p>
        </Card>
      </Panel>
    );
  }
  if (ballot.state === "started") return <Open ballot={ballot} />;
  return (
    <Panel foot={reader ? <JoinButton /> : undefined}>
      <div class="card">
        {ballot.state === "published" ? <BallotResult ballot={ballot} /> : <Counting ballot={ballot} />}
      </div>
      <MyTracker ballot={ballot} />
    </Panel>
  );
}

function Counting({ ballot }: { ballot: BallotView }) {
  return (
    <div class="stack-tight">
      <h2>{ballot.terms.question}</h2>
      <p>{t("result.waiting")}</p>
    </div>
  );
}

function Open({ ballot }: { ballot: BallotView }) {
  const { forum, reader } = useParticipant();
  const [changing, setChanging] = useState(false);
  const mine = forum.mine.value?.ballot ?? null;
  if (reader || mine === null) {
    return (
      <Panel foot={reader ? <JoinButton /> : undefined}>
        <Question ballot={ballot} />
        <p class="card">{t("light.ballot.join_first")}</p>
      </Panel>
    );
  }
  if (mine.voted_at > 0 && !(changing && mine.may)) {
    return <Received ballot={ballot} mine={mine} onChange={() => setChanging(true)} />;
  }
  if (!mine.may) {
    return (
      <Panel>
        <Question ballot={ballot} />
        <WhyNot mine={mine} />
      </Panel>
    );
  }
  return <VoteForm ballot={ballot} onSent={() => setChanging(false)} />;
}

function WhyNot({ mine }: { mine: MyBallot }) {
  return (
    <div class="note bad">
      <Icon name="warn" />
      <div class="stack-tight">
        <strong>{t("light.ballot.may_not")}</strong>
        {mine.why === "level_needed" ? (
          <WayUp needs={mine.facts.needs === "named" ? "named" : "citizen"} />
        ) : (
          <p>{refusal(mine.why, mine.facts)}</p>
        )}
      </div>
    </div>
  );
}

function Received({ ballot, mine, onChange }: { ballot: BallotView; mine: MyBallot; onChange: () => void }) {
  const chosen = ballot.terms.options.filter((option) => mine.choice[option.id]).map((option) => option.label);
  return (
    <Panel>
      <Question ballot={ballot} />
      <div class="note good" role="status">
        <Icon name="check" />
        <div>
          <strong>{t("light.ballot.received")}</strong>
          <p>{t("light.ballot.received.at", { time: secondsTime(mine.voted_at) })}</p>
          {chosen.length > 0 && <p>{t("light.ballot.chosen", { choice: chosen.join(", ") })}</p>}
          {ballot.terms.secrecy === "hidden" && <p>{t("light.ballot.final")}</p>}
        </div>
      </div>
      {mine.may && (
        <button type="button" class="button second wide" onClick={onChange}>
          {t("light.ballot.change")}
        </button>
      )}
      <MyTracker ballot={ballot} />
    </Panel>
  );
}

/** The number by which one finds one's own vote in the list at the close; covered, since others may see the screen. */
function MyTracker({ ballot }: { ballot: BallotView }) {
  const { forum } = useParticipant();
  const [shown, setShown] = useState(false);
  const tracker = keptTracker(forum.id, ballot.id);
  if (tracker === null || ballot.terms.secrecy !== "hidden" || !forum.mine.value?.ballot?.voted_at) return null;
  return (
    <Card title={t("light.tracker")}>
      <p class="second small">{t("light.tracker.what")}</p>
      <button type="button" class="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {t(shown ? "light.tracker.hide" : "light.tracker.show")}
      </button>
      {shown && <p class="tracker">{grouped(tracker)}</p>}
    </Card>
  );
}
