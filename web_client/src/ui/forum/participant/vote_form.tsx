/** Voting: equal cards, a choice that nobody else's act resets, a button that repeats it, honest words before it. */

import { t } from "../../../i18n/t";
import type { BallotView, Option, Terms } from "../../../protocol/messages";
import { Problem, type Submit, useSubmit } from "../../parts/submit";
import { optionMark } from "../parts/ballot_result";
import { CampMark } from "../parts/marks";
import { Question } from "./ballot_question";
import { useParticipant } from "./context";
import { Panel } from "./panel";
import { MainButton } from "./parts";
import { type Choice, draftOf, isWhole, pointed, pressed, trackerFor } from "./vote_draft";

export function VoteForm({ ballot, onSent }: { ballot: BallotView; onSent: () => void }) {
  const { forum } = useParticipant();
  const doing = useSubmit();
  const { terms } = ballot;
  const draft = draftOf(ballot.id);
  const choice = draft.value;
  const send = async () => {
    const tracker = terms.secrecy === "hidden" ? trackerFor(forum.id, ballot.id) : "";
    const order = { order: "cast", ballot: ballot.id, choice, tracker } as const;
    if (await doing.run((id) => forum.order(order, id), order)) onSent();
  };
  const set = (to: Choice) => {
    draft.value = to;
  };
  return (
    <Panel foot={<VoteFoot terms={terms} choice={choice} doing={doing} onSend={() => void send()} />}>
      <Question ballot={ballot} />
      <fieldset class="choices whole">
        <legend class="unseen">{terms.question}</legend>
        {terms.options.map((option) =>
          terms.method === "score" ? (
            <Points key={option.id} option={option} terms={terms} choice={choice} onChange={set} />
          ) : (
            <OptionCard key={option.id} option={option} terms={terms} choice={choice} onChange={set} />
          ),
        )}
      </fieldset>
      <Honest ballot={ballot} />
    </Panel>
  );
}

interface OptionProps {
  readonly option: Option;
  readonly terms: Terms;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

function OptionCard({ option, terms, choice, onChange }: OptionProps) {
  const mark = optionMark(option.id);
  return (
    <label class="choice ballot-option">
      <input
        type={terms.method === "multiple" ? "checkbox" : "radio"}
        name="ballot"
        checked={choice[option.id] !== undefined}
        onChange={() => onChange(pressed(terms, choice, option.id))}
      />
      <strong class="grow">{option.label}</strong>
      {mark !== "option" && <CampMark mark={mark} />}
    </label>
  );
}

function Points({ option, terms, choice, onChange }: OptionProps) {
  return (
    <label class="choice ballot-option">
      <strong class="grow">{option.label}</strong>
      <select
        class="input ballot-points"
        value={choice[option.id] ?? 0}
        onChange={(event) => onChange(pointed(choice, option.id, Number(event.currentTarget.value)))}
      >
        {Array.from({ length: terms.top + 1 }, (_, n) => (
          <option key={n} value={n}>
            {t("result.points", { n })}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the choice is, what it is not, and what cannot be promised. */
function Honest({ ballot }: { ballot: BallotView }) {
  const { terms, entitled } = ballot;
  const hidden = terms.secrecy === "hidden";
  const needed = Math.ceil((entitled * terms.quorum_per_mille) / 1_000);
  return (
    <>
      <section class="honest stack-tight whole" aria-label={t("light.ballot.read")}>
        <h3>{t("light.ballot.read")}</h3>
        <ul>
          <li>{t(hidden ? "light.ballot.hidden" : "light.ballot.named")}</li>
          {hidden && <li>{t("light.ballot.beside")}</li>}
          <li>{t("light.ballot.no_tallies")}</li>
          <li>{t(hidden ? "light.ballot.final_before" : "light.ballot.may_change")}</li>
          <li>{t("ballot.not_election")}</li>
        </ul>
      </section>
      {terms.method === "multiple" && <p class="second small">{t("light.ballot.most", { n: terms.most })}</p>}
      {terms.quorum_of === "entitled" && (
        <p class="second small">{t("light.ballot.quorum", { of: entitled, n: needed })}</p>
      )}
    </>
  );
}

function VoteFoot({
  terms,
  choice,
  doing,
  onSend,
}: {
  terms: Terms;
  choice: Choice;
  doing: Submit;
  onSend: () => void;
}) {
  if (!isWhole(terms, choice)) {
    return (
      <button type="button" class="button main" disabled>
        {t("light.ballot.choose")}
      </button>
    );
  }
  return (
    <>
      <Problem words={doing.problem && `${t("light.ballot.not_sent")} ${doing.problem}`} />
      <MainButton
        words={doing.busy ? t("light.sending") : sendWords(terms, choice)}
        busy={doing.busy}
        onPress={onSend}
      />
    </>
  );
}

/** The button repeats the choice: "찬성으로 보내기". */
export function sendWords(terms: Terms, choice: Choice): string {
  const chosen = terms.options.filter((option) => choice[option.id] !== undefined);
  const [first] = chosen;
  if (terms.method === "score") return t("light.ballot.send.points", { n: chosen.length });
  if (chosen.length === 1 && first !== undefined) return t("light.ballot.send", { choice: first.label });
  return t("light.ballot.send.several", { n: chosen.length });
}
