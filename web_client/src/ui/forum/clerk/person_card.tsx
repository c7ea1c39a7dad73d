/** What a clerk does for somebody with a slip: the floor, and their paper ballot. */

import type { ForumClient } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import type { AnyClientCommand, BallotView, OnsiteView, Stance } from "../../../protocol/messages";
import { Problem, useSubmit } from "../../parts/submit";

export function PersonCard({ forum, person }: { forum: ForumClient; person: OnsiteView }) {
  const request = useSubmit();
  const give = (order: AnyClientCommand) => void request.run(() => forum.order(order));
  const open = (forum.parts.value.desk?.ballots ?? []).filter((one) => one.state === "started");
  return (
    <div class="stack">
      <h2>
        {t("clerk.person", { n: person.slip })} {person.name}
      </h2>
      <p class="row">
        <span class="chip">{t(`level.${person.level}`)}</span>
        {person.linked && <span class="chip">{t("clerk.linked")}</span>}
        {!person.present && <span class="chip">{t("clerk.absent")}</span>}
      </p>
      <FloorFor forum={forum} person={person} give={give} />
      {open.length === 0 && <p class="quiet">{t("clerk.paper.closed")}</p>}
      {open.map((ballot) => (
        <PaperFor key={ballot.id} ballot={ballot} person={person} give={give} />
      ))}
      <Problem words={request.problem} />
    </div>
  );
}

type Give = (order: AnyClientCommand) => void;

/** Asks for the floor, or takes the request back. In a debate one says for which camp. */
function FloorFor({ forum, person, give }: { forum: ForumClient; person: OnsiteView; give: Give }) {
  const { floor, queue } = forum.parts.value;
  const waiting = queue?.rows.find((row) => row.person === person.person && row.kind !== "point_of_order");
  const { offers = [], stances = false } = floor ?? {};
  const camps: readonly Stance[] = stances ? ["pro", "con"] : ["none"];
  if (waiting) {
    return (
      <div class="stack-tight">
        <p>{t("clerk.waits")}</p>
        <button
          type="button"
          class="button wide"
          data-first=""
          onClick={() => give({ order: "withdraw_floor", entry: waiting.entry })}
        >
          {t("clerk.withdraw")}
        </button>
      </div>
    );
  }
  return (
    <div class="clerk-acts">
      {camps.map((stance, index) => (
        <button
          type="button"
          class="button second"
          key={stance}
          {...(index === 0 ? { "data-first": "" } : {})}
          onClick={() => give({ order: "ask_floor", person: person.person, kind: "normal", stance })}
        >
          {t(`clerk.ask.${stance}`)}
        </button>
      ))}
      {offers.includes("point_of_order") && (
        <button
          type="button"
          class="button"
          onClick={() => give({ order: "ask_floor", person: person.person, kind: "point_of_order" })}
        >
          {t("clerk.ask.order")}
        </button>
      )}
    </div>
  );
}

/** A paper marks the roll: who holds one does not vote by phone. */
function PaperFor({ ballot, person, give }: { ballot: BallotView; person: OnsiteView; give: Give }) {
  const holds = person.paper.includes(ballot.id);
  const names = { ballot: ballot.id, person: person.person };
  return (
    <div class="stack-tight">
      <p>{ballot.terms.question}</p>
      {holds ? (
        <button type="button" class="button wide" onClick={() => give({ order: "return_paper", ...names })}>
          {t("clerk.paper.return")}
        </button>
      ) : (
        <button type="button" class="button second wide" onClick={() => give({ order: "issue_paper", ...names })}>
          {t("clerk.paper.issue")}
        </button>
      )}
    </div>
  );
}
