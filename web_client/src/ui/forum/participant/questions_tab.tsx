/** Questions of citizens: ask, want one answered, see what became of mine. */

import { t } from "../../../i18n/t";
import { type QuestionView, TEXT_LIMITS } from "../../../protocol/messages";
import { Field } from "../../parts/field";
import { Problem, SubmitForm, useSubmit } from "../../parts/submit";
import { useParticipant } from "./context";
import { Panel } from "./panel";
import { Card, JoinButton, Muted } from "./parts";
import { WayUp } from "./way_up";

export function QuestionsTab() {
  const { forum, reader } = useParticipant();
  const questions = forum.parts.value.questions?.questions ?? [];
  const own = forum.mine.value?.questions ?? [];
  const slow = forum.parts.value.questions?.slow ?? 0;
  return (
    <Panel foot={reader ? <JoinButton /> : undefined}>
      <p role="status" class={slow > 0 ? "card" : "unseen"}>
        {slow > 0 && t("light.questions.slow", { n: slow })}
      </p>
      {!reader && <Ask />}
      {own.length > 0 && (
        <Card title={t("light.questions.mine")}>
          <ul class="rows">
            {own.map((question) => (
              <li key={question.id} class="question">
                <p>{question.text}</p>
                <span class="chip">{t(`light.question.${question.state}`)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <section class="stack" aria-label={t("light.questions")}>
        <h2>{t("light.questions")}</h2>
        {questions.length === 0 ? (
          <p class="card">{t("light.questions.none")}</p>
        ) : (
          <ul class="stack">
            {questions.map((question) => (
              <Question key={question.id} question={question} />
            ))}
          </ul>
        )}
      </section>
    </Panel>
  );
}

function Question({ question }: { question: QuestionView }) {
  const { forum, reader } = useParticipant();
  const doing = useSubmit();
  const mine = forum.mine.value;
  const own = mine?.asked.includes(question.id) ?? false;
  const wanted = mine?.wanted.includes(question.id) ?? false;
  const open = question.state === "shown";
  const want = () => forum.order({ order: "vote_question", question: question.id, wanted: !wanted });
  return (
    <li class="card stack-tight question">
      {!open && (
        <p>
          <span class={question.state === "taken" ? "chip now" : "chip"}>{t(`light.question.${question.state}`)}</span>
        </p>
      )}
      <p>{question.text}</p>
      {question.state === "promised" && (
        <p class="second small">
          {t("light.question.promise", { department: question.department, until: question.until })}
        </p>
      )}
      {question.answer && <p class="question-answer">{question.answer}</p>}
      <div class="row">
        <span class="second small">{t("light.question.votes", { n: question.votes })}</span>
        {own && <span class="chip me">{t("light.question.own")}</span>}
        {open && !own && !reader && (
          <button
            type="button"
            class="button"
            aria-pressed={wanted}
            aria-disabled={doing.busy}
            onClick={() => void doing.run(want)}
          >
            {t("light.question.want")}
            <span class="unseen">: {question.text}</span>
          </button>
        )}
      </div>
      <Problem words={doing.problem} />
    </li>
  );
}

function Ask() {
  const { forum, drafts } = useParticipant();
  const set = (value: string) => {
    drafts.question.value = value;
  };
  const doing = useSubmit({ value: drafts.question.value, set });
  const mine = forum.mine.value;
  const text = drafts.question.value;
  if (mine === null) return null;
  if (mine.muted) return <Muted />;
  const needs = mine.question_needs;
  if (needs !== null) {
    return (
      <Card title={t("light.questions.ask")}>
        <p>{t(`light.questions.needs.${needs}`)}</p>
        <WayUp needs={needs} />
      </Card>
    );
  }
  const send = () =>
    text.trim() !== "" && doing.run((id) => forum.order({ order: "ask_question", text: text.trim() }, id));
  return (
    <SubmitForm submit={doing} class="card stack-tight" send={send}>
      <Field
        label={t("light.questions.ask")}
        aside={t("light.questions.ask.aside")}
        value={text}
        lines={2}
        maxLength={TEXT_LIMITS.words}
        onInput={set}
      />
      <Problem words={doing.problem} />
      <button type="submit" class="button filled wide" aria-disabled={doing.busy || text.trim() === ""}>
        {t(doing.busy ? "light.sending" : "light.questions.send")}
      </button>
    </SubmitForm>
  );
}
