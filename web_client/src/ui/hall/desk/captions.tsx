/** The last words on the screens: taken off with one press, or corrected. */

import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import type { LineView } from "../../../protocol/messages";
import { Field } from "../../parts/field";
import { useDesk } from "./context";
import { SheetFrame } from "./sheet";

/** Lines shown: what a listener still has in mind. */
const SHOWN = 2;

export function Captions() {
  const { hall, sheet, give } = useDesk();
  const lines = hall.parts.value.lines?.lines.slice(-SHOWN) ?? [];
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
  const { sheet, give } = useDesk();
  const [text, setText] = useState(line.text);
  const [reason, setReason] = useState("");
  const done = (taken: boolean) => {
    if (taken) sheet.value = null;
  };
  return (
    <SheetFrame title={t("captions.correct")}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) void give({ order: "correct", row: line.row, text: text.trim() }).then(done);
        }}
      >
        <Field label={t("captions.right")} value={text} onInput={setText} lines={3} maxLength={2000} />
        <button type="submit" class="button second wide">
          {t("captions.correct.do")}
        </button>
      </form>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim()) void give({ order: "take_off", row: line.row, reason: reason.trim() }).then(done);
        }}
      >
        <Field label={t("captions.reason")} value={reason} onInput={setReason} maxLength={500} />
        <button type="submit" class="button danger wide">
          {t("captions.take_off.do")}
        </button>
      </form>
    </SheetFrame>
  );
}
