/** What a ballot asks, on the light page. */
import { t } from "../../../i18n/t";
import type { BallotView } from "../../../protocol/messages";
import { BallotTime } from "./head";

/** What is asked, with how many have voted; never how. */
export function Question({ ballot }: { ballot: BallotView }) {
  return (
    <div class="stack-tight whole">
      <h2 class="ballot-question" id="ballot-question">
        {ballot.terms.question}
      </h2>
      <p class="second">
        <BallotTime endsAt={ballot.ends_at} /> · {t("light.ballot.voted", { n: ballot.voted, of: ballot.entitled })}
      </p>
    </div>
  );
}
