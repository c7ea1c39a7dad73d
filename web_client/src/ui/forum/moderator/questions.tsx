/** Questions: those that wait for a look first, then those shown; taken up, answered, promised, merged, hidden. */
import { t } from "../../../i18n/t";
import { type QuestionState, type QuestionView, SLOW_SECONDS } from "../../../protocol/messages";
import { Icon } from "../../base/icons";
import { Menu, type MenuItem } from "../../parts/menu";
import { ForumIcon } from "../parts/forum_icon";
import { type Moderator, type Sheet, useModerator } from "./context";

const OPEN: readonly QuestionState[] = ["asked", "taken", "shown"];
type SheetAct = Extract<Sheet, { kind: "question" }>["act"];

/** Questions with something to do, the ones that wait for a look first; within a state as the server ordered them. */
export function openQuestions(questions: readonly QuestionView[]): QuestionView[] {
  return OPEN.flatMap((state) => questions.filter((one) => one.state === state));
}

export function Questions() {
  const { forum, sheet } = useModerator();
  const part = forum.parts.value.questions;
  const questions = part?.questions ?? [];
  const open = openQuestions(questions);
  const count = (state: QuestionState) => questions.filter((one) => one.state === state).length;
  return (
    <section class="card desk-questions" aria-labelledby="desk-questions" tabIndex={-1}>
      <div class="spread">
        <h2 id="desk-questions" class="row">
          <ForumIcon name="question" />
          {t("desk.questions")}
        </h2>
        <p class="quiet">{t("desk.questions.asked", { n: part?.asked ?? 0 })}</p>
      </div>
      <SlowMode slow={part?.slow ?? 0} />
      {open.length === 0 ? (
        <p class="desk-empty">{t("desk.questions.none")}</p>
      ) : (
        <ol class="desk-list">
          {open.map((one) => (
            <Question key={one.id} question={one} />
          ))}
        </ol>
      )}
      <button
        type="button"
        class="button text"
        onClick={() => {
          sheet.value = { kind: "done" };
        }}
      >
        {t("desk.questions.done", {
          answered: count("answered"),
          promised: count("promised"),
          hidden: count("hidden"),
        })}
      </button>
    </section>
  );
}

/** Slow mode: one press turns it on, another length or off takes that back; so nothing is asked before. */
function SlowMode({ slow }: { slow: number }) {
  const { give } = useModerator();
  return (
    <fieldset class="desk-slow">
      <legend class="quiet">{t("desk.slow")}</legend>
      {SLOW_SECONDS.map((seconds) => (
        <button
          key={seconds}
          type="button"
          class="button"
          aria-pressed={seconds === slow}
          onClick={() => void give({ order: "set_slow", seconds })}
        >
          {seconds === 0 ? t("desk.slow.off") : t("desk.slow.length", { n: seconds })}
        </button>
      ))}
      <span class="unseen" role="status">
        {slow > 0 && t("desk.slow.on", { n: slow })}
      </span>
    </fieldset>
  );
}

function Question({ question }: { question: QuestionView }) {
  const moderator = useModerator();
  const { give, sheet } = moderator;
  const move = (to: QuestionState) =>
    void give({ order: "move_question", question: question.id, to, saw: question.version });
  const ask = (act: SheetAct) => () => {
    sheet.value = { kind: "question", question, act };
  };
  const first = { asked: "shown", shown: "taken", taken: null } as const;
  const to = first[question.state as "asked"];
  return (
    <li>
      <p>
        {question.state === "taken" && <span class="chip now">{t("desk.question.taken")}</span>} {question.text}
      </p>
      <div class="row">
        {to && (
          <button type="button" class="button" onClick={() => move(to)}>
            {t(`desk.question.to.${to}`)}
            <span class="unseen"> {question.text}</span>
          </button>
        )}
        {question.state === "asked" ? (
          <button type="button" class="button text" onClick={ask("hide")}>
            {t("desk.question.hide")}
            <span class="unseen"> {question.text}</span>
          </button>
        ) : (
          <button type="button" class="button" onClick={ask("answer")}>
            {t("desk.question.answer")}
            <span class="unseen"> {question.text}</span>
          </button>
        )}
        <span class="grow" />
        {question.state !== "asked" && <span class="quiet">{t("desk.question.votes", { n: question.votes })}</span>}
        <Menu
          kind="icon text"
          label={t("desk.question.acts", { text: question.text })}
          items={acts(question, moderator)}
        >
          <Icon name="more" />
        </Menu>
      </div>
    </li>
  );
}

function acts(question: QuestionView, { give, sheet }: Moderator): MenuItem[] {
  const ask = (act: SheetAct) => () => {
    sheet.value = { kind: "question", question, act };
  };
  const back = () => void give({ order: "move_question", question: question.id, to: "shown", saw: question.version });
  const merge = { words: t("desk.question.merge"), run: ask("merge") };
  const hide = { words: t("desk.question.hide"), run: ask("hide"), danger: true };
  if (question.state === "asked") return [merge, hide];
  const promise = { words: t("desk.question.promise"), run: ask("promise") };
  if (question.state === "taken") return [promise, { words: t("desk.question.back"), run: back }];
  return [promise, merge, hide];
}
