/** Report a person, with up to three proven lines of one's own log. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { clockTime } from "../../i18n/time";
import type { LogEntry } from "../../square/square";
import { type Named, useSquare } from "../base/context";
import { Check, Field } from "../parts/field";
import { FormDialog } from "../parts/form_dialog";

/** As many as a report may carry on the wire. */
const MOST = 3;

export function ReportDialog({
  person,
  entry,
  onClose,
}: {
  person: Named;
  entry?: LogEntry | undefined;
  onClose: () => void;
}) {
  const square = useSquare();
  const [reason, setReason] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>(entry ? [entry.utterance] : []);
  const said = square.log.value.filter((one) => one.speaker === person.participant).slice(-10);
  const toggle = (id: string, on: boolean) =>
    setChosen(on ? [...chosen, id].slice(-MOST) : chosen.filter((one) => one !== id));
  const proofs = said.filter((one) => chosen.includes(one.utterance));
  return (
    <FormDialog
      title={t("report.title", { name: person.name })}
      act={t("report.do")}
      danger
      missing={reason.trim() ? null : t("report.reason.first")}
      about={[reason.trim(), chosen]}
      send={() => square.report(person.participant, reason.trim(), proofs)}
      onClose={onClose}
    >
      <p>{t("report.what")}</p>
      <Field label={t("report.reason")} value={reason} onInput={setReason} lines={3} maxLength={500} />
      <fieldset class="stack">
        <legend class="legend">{t("report.lines", { n: MOST })}</legend>
        {said.length === 0 && <p class="quiet">{t("report.no_lines")}</p>}
        <div class="choices">
          {said.map((one) => (
            <Check
              key={one.utterance}
              words={one.text}
              aside={clockTime(one.at)}
              checked={chosen.includes(one.utterance)}
              onChange={(on) => toggle(one.utterance, on)}
            />
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}
