/** The last words on the screens: taken off with one press, or corrected. */

import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { type AnyClientCommand, type LineView, TEXT_LIMITS } from "../../../protocol/messages";
import { Field } from "../../parts/field";
import { SubmitForm, useSubmit } from "../../parts/submit";
import { useModerator } from "./context";
import { SheetFrame } from "./sheet";

/** Lines shown: what a listener still has in mind. */
const SHOWN = 2;

export function Captions() {
  const { forum, sheet, give } = useModerator();
  const lines = forum.parts.value.lines?.lines.slice(-SHOWN) ?? [];
  return (
    <section class="card desk-captions" aria-labelledby="desk-captions" tabIndex={-1}>
      <h2 id="desk-captions">{t("desk.captions")}</h2>
      {lines.length === 0 && <p class="quiet">{t("desk.captions.none")}</p>}
      <ol>
        {lines.map((line) => (
          <li key={line.row}>
            <p class="grow">
              <span class="quiet">{line.name}</span> {line.text}
            </p>
            <button
              type="button"
              class="button text"
              onClick={() => {
                sheet.value = { kind: "line", line };
              }}
            >
              {t("captions.correct")}
              <span class="unseen"> {line.text}</span>
            </button>
            <button
              type="button"
              class="button"
              onClick={() => void give({ order: "take_off", row: line.row, reason: t("desk.captions.at_once") })}
            >
              {t("captions.take_off")}
              <span class="unseen"> {line.text}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Corrects a line, or takes it off with a reason of one's own. */
export function LineSheet({ line }: { line: LineView }) {
  const { sheet, give } = useModerator();
  const [text, setText] = useState(line.text);
  const [reason, setReason] = useState("");
  const request = useSubmit();
  const send = async (order: AnyClientCommand) => {
    if (await request.run(() => give(order))) sheet.value = null;
  };
  return (
    <SheetFrame title={t("captions.correct")}>
      <SubmitForm
        submit={request}
        class="stack"
        send={() => text.trim() && send({ order: "correct", row: line.row, text: text.trim() })}
      >
        <Field label={t("captions.right")} value={text} onInput={setText} lines={3} maxLength={TEXT_LIMITS.words} />
        <button type="submit" class="button second wide">
          {t("captions.correct.do")}
        </button>
      </SubmitForm>
      <SubmitForm
        submit={request}
        class="stack"
        send={() => reason.trim() && send({ order: "take_off", row: line.row, reason: reason.trim() })}
      >
        <Field label={t("captions.reason")} value={reason} onInput={setReason} maxLength={TEXT_LIMITS.reason} />
        <button type="submit" class="button danger wide">
          {t("captions.take_off.do")}
        </button>
      </SubmitForm>
    </SheetFrame>
  );
}
