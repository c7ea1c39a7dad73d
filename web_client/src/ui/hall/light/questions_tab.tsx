/** Questions of citizens: ask, want one answered, see what became of mine. */
import { t } from "../../../i18n/t";
import type { QuestionView } from "../../../protocol/messages";
import { Field } from "../../parts/field";
import { useDoing } from "./doing";
import { missing, useLight } from "./light";
import { Panel } from "./panel";
import { Card, JoinButton, Muted, Problem } from "./parts";
import { WayUp } from "./way_up";

/** Characters of a question, as the message takes. */
const MOST = 2_000;

export function QuestionsTab() {
  const { hall, reader } = useLight();
  const questions = hall.parts.value.questions?.questions ?? [];
  const own = hall.mine.value?.questions ?? [];
  const slow = hall.parts.value.questions?.slow ?? 0;
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
  const { hall, reader } = useLight();
  const doing = useDoing();
  const mine = hall.mine.value;
  const own = mine?.asked.includes(question.id) ?? false;
  const wanted = mine?.wanted.includes(question.id) ?? false;
  const open = question.state === "shown";
  const want = () => hall.order({ order: "vote_question", question: question.id, wanted: !wanted });
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
  const { hall, drafts } = useLight();
  const doing = useDoing();
  const mine = hall.mine.value;
  const head = hall.parts.value.head;
  const text = drafts.question.value;
  if (head === undefined || mine === null) return null;
  if (mine.muted) return <Muted />;
  const needs = missing(mine, head.rules.levels.question);
  if (needs !== null) {
    return (
      <Card title={t("light.questions.ask")}>
        <p>{t(`light.questions.needs.${needs}`)}</p>
        <WayUp needs={needs} />
      </Card>
    );
  }
  const send = async () => {
    if (text.trim() === "") return;
    if (await doing.run(() => hall.order({ order: "ask_question", text: text.trim() }))) drafts.question.value = "";
  };
  return (
    <form
      class="card stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={t("light.questions.ask")}
        aside={t("light.questions.ask.aside")}
        value={text}
        lines={2}
        maxLength={MOST}
        onInput={(value) => {
          drafts.question.value = value;
        }}
      />
      <Problem words={doing.problem} />
      <button type="submit" class="button filled wide" aria-disabled={doing.busy || text.trim() === ""}>
        {t(doing.busy ? "light.sending" : "light.questions.send")}
      </button>
    </form>
  );
}
