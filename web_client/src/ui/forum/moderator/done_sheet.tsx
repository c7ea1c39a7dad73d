/** Questions that are off the desk: hidden ones are shown again, promised ones are answered at last. */
import { t } from "../../../i18n/t";
import type { QuestionView } from "../../../protocol/messages";
import { useModerator } from "./context";
import { SheetFrame } from "./sheet";

const DONE: ReadonlySet<string> = new Set(["hidden", "promised", "answered"]);

export function DoneSheet() {
  const questions = useModerator().forum.parts.value.questions?.questions ?? [];
  const done = questions.filter((one) => DONE.has(one.state));
  return (
    <SheetFrame title={t("desk.questions.off")}>
      {done.length === 0 && <p>{t("desk.questions.off.none")}</p>}
      <ul class="desk-list">
        {done.map((one) => (
          <Done key={one.id} question={one} />
        ))}
      </ul>
    </SheetFrame>
  );
}

function Done({ question }: { question: QuestionView }) {
  const { give, sheet } = useModerator();
  const { id, text, state, version, department, until, answer } = question;
  const answered = () => {
    sheet.value = { kind: "question", question, act: "answer" };
  };
  return (
    <li class="stack-tight">
      <p>{text}</p>
      <p class="quiet">
        {t(`desk.question.state.${state as "hidden"}`)} {state === "promised" && `${department} · ${until}`} {answer}
      </p>
      {state === "hidden" && (
        <button
          type="button"
          class="button"
          onClick={() => void give({ order: "move_question", question: id, to: "shown", saw: version })}
        >
          {t("desk.question.show_again")}
          <span class="unseen"> {text}</span>
        </button>
      )}
      {state === "promised" && (
        <button type="button" class="button" onClick={answered}>
          {t("desk.question.answer")}
          <span class="unseen"> {text}</span>
        </button>
      )}
    </li>
  );
}
