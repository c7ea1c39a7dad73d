/** Paper ballots: how many are out, and the counts of two officers who do not see each other's. */

import { useState } from "preact/hooks";
import type { ForumClient } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import type { BallotView, PaperView } from "../../../protocol/messages";
import { Hint } from "../../parts/field";
import { Problem, SubmitForm, useSubmit } from "../../parts/submit";
import { countOf, type Typed, unfit } from "./counts";

export function Papers({ forum }: { forum: ForumClient }) {
  const desk = forum.parts.value.desk;
  const papers = desk?.papers.filter((one) => one.issued > 0) ?? [];
  if (papers.length === 0) return <p class="card empty">{t("papers.none")}</p>;
  return (
    <ul class="stack">
      {papers.map((paper) => {
        const ballot = desk?.ballots.find((one) => one.id === paper.ballot);
        return ballot && <Paper key={paper.ballot} forum={forum} paper={paper} ballot={ballot} />;
      })}
    </ul>
  );
}

/** What there is to say before a count can be entered, or instead of it. */
function stateOf(paper: PaperView, ballot: BallotView, mine: boolean): string {
  if (paper.agreed) return t("papers.agreed");
  if (ballot.state === "started") return t("papers.open");
  if (mine) return t("papers.entered");
  if (paper.disputed && paper.entered.length === 0) return t("papers.disputed");
  return t(paper.entered.length === 0 ? "papers.first" : "papers.second");
}

function Paper({ forum, paper, ballot }: { forum: ForumClient; paper: PaperView; ballot: BallotView }) {
  const [sent, setSent] = useState(false);
  // Counts that differed are void: then `entered` is empty and everybody counts again.
  const mine = sent && paper.entered.length > 0;
  const counting = ballot.state === "finished" && !paper.agreed && !mine;
  return (
    <li class="card stack">
      <h2>{ballot.terms.question}</h2>
      <p>{t("papers.issued", { n: paper.issued })}</p>
      <p role="status">
        <strong>{stateOf(paper, ballot, mine)}</strong>
      </p>
      {counting && <CountForm forum={forum} paper={paper} ballot={ballot} onSent={() => setSent(true)} />}
    </li>
  );
}

interface CountFormProps {
  readonly forum: ForumClient;
  readonly paper: PaperView;
  readonly ballot: BallotView;
  readonly onSent: () => void;
}

function CountForm({ forum, paper, ballot, onSent }: CountFormProps) {
  const [typed, setTyped] = useState<Typed>({});
  const [asked, setAsked] = useState(false);
  const request = useSubmit();
  const wrong = unfit(typed, ballot.terms, paper.issued);
  const enter = () => {
    setAsked(true);
    if (wrong) return;
    const { papers, totals, invalid } = countOf(typed, ballot.terms);
    void request.run(async () => {
      await forum.order({ order: "enter_paper", ballot: ballot.id, papers, totals, invalid });
      onSent();
    });
  };
  const number = (key: string, label: string) => (
    <label class="clerk-count" key={key}>
      <span>{label}</span>
      <input
        class="input"
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        value={typed[key] ?? ""}
        onInput={(event) => {
          const digits = event.currentTarget.value.replace(/\D/g, "");
          setTyped((before) => ({ ...before, [key]: digits }));
        }}
      />
    </label>
  );
  return (
    <SubmitForm submit={request} class="stack" send={enter}>
      <p>{t("papers.how")}</p>
      {number("papers", t("papers.in_box"))}
      {ballot.terms.options.map((option) => number(`option:${option.id}`, option.label))}
      {number("invalid", t("papers.invalid"))}
      {asked && wrong && <Hint kind="bad">{t(`papers.wrong.${wrong}`, { n: paper.issued })}</Hint>}
      <Problem words={request.problem} />
      <button type="submit" class="button filled main" aria-disabled={request.busy}>
        {t("papers.enter")}
      </button>
    </SubmitForm>
  );
}
