/** A question: hidden with a reason, put into another, answered in writing, promised by a department until a day. */

import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { type MoveQuestion, type QuestionView, TEXT_LIMITS } from "../../../protocol/messages";
import { Field } from "../../parts/field";
import { SubmitForm, useSubmit } from "../../parts/submit";
import { Moment } from "../setup/controls";
import { useModerator } from "./context";
import { SheetFrame, WhySheet } from "./sheet";

type Moved = Omit<MoveQuestion, "order" | "question" | "saw">;

/** Gives the order for a question and closes the sheet once it is taken. */
function useMove(question: QuestionView) {
  const { give, sheet } = useModerator();
  const request = useSubmit();
  const move = async (moved: Moved) => {
    const order = { order: "move_question", question: question.id, saw: question.version, ...moved } as const;
    const taken = await request.run(() => give(order));
    if (taken) sheet.value = null;
    return taken;
  };
  return { move, request };
}

export function HideSheet({ question }: { question: QuestionView }) {
  const { move } = useMove(question);
  return (
    <WhySheet
      title={t("desk.question.hide")}
      what={question.text}
      act={t("desk.question.hide")}
      danger
      often={[t("desk.question.why.personal"), t("desk.question.why.insult"), t("desk.question.why.off")]}
      run={(reason) => move({ to: "hidden", reason })}
    />
  );
}

export function MergeSheet({ question }: { question: QuestionView }) {
  const { forum, give, sheet } = useModerator();
  const all = forum.parts.value.questions?.questions ?? [];
  const others = all.filter((one) => one.id !== question.id && one.state === "shown");
  const merge = async (into: string) => {
    const taken = await give({ order: "merge_question", question: question.id, into, saw: question.version });
    if (taken) sheet.value = null;
  };
  return (
    <SheetFrame title={t("desk.question.merge")}>
      <p>{question.text}</p>
      <p class="quiet">{t("desk.question.merge.what")}</p>
      {others.length === 0 && <p>{t("desk.question.merge.none")}</p>}
      <ul class="stack-tight">
        {others.map((one) => (
          <li key={one.id}>
            <button type="button" class="button wide" onClick={() => void merge(one.id)}>
              {one.text}
            </button>
          </li>
        ))}
      </ul>
    </SheetFrame>
  );
}

export function AnswerSheet({ question }: { question: QuestionView }) {
  const [answer, setAnswer] = useState("");
  const { move, request } = useMove(question);
  return (
    <SheetFrame title={t("desk.question.answer")}>
      <SubmitForm submit={request} class="stack" send={() => move({ to: "answered", answer: answer.trim() })}>
        <p>{question.text}</p>
        <Field
          label={t("desk.question.answer.words")}
          aside={t("desk.question.answer.aside")}
          value={answer}
          onInput={setAnswer}
          lines={5}
          maxLength={TEXT_LIMITS.words}
        />
        <button type="submit" class="button second wide">
          {t("desk.question.answer.do")}
        </button>
      </SubmitForm>
    </SheetFrame>
  );
}

export function PromiseSheet({ question }: { question: QuestionView }) {
  const [department, setDepartment] = useState("");
  const [until, setUntil] = useState("");
  const [tried, setTried] = useState(false);
  const { move, request } = useMove(question);
  const submit = () => {
    setTried(true);
    if (department.trim() && until) void move({ to: "promised", department: department.trim(), until });
  };
  return (
    <SheetFrame title={t("desk.question.promise")}>
      <SubmitForm submit={request} class="stack" send={submit}>
        <p>{question.text}</p>
        <Field
          label={t("desk.question.department")}
          value={department}
          onInput={setDepartment}
          maxLength={TEXT_LIMITS.note}
          error={tried && !department.trim() ? t("desk.question.department.missing") : null}
        />
        <Moment label={t("desk.question.until")} type="date" value={until} onChange={setUntil} />
        <button type="submit" class="button second wide">
          {t("desk.question.promise.do")}
        </button>
      </SubmitForm>
    </SheetFrame>
  );
}
