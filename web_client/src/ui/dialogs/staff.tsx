/** A moderator's measure: needs a reason, and a length where there is one. The person is told both. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { duration } from "../../i18n/time";
import { type Named, useSquare } from "../base/context";
import { Choices, Field, Hint } from "../parts/field";
import { FormDialog } from "../parts/form_dialog";

type Measure = "mute" | "ban" | "move_out" | "lift";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const LENGTHS = { mute: [300, 1_800, HOUR, DAY], ban: [HOUR, DAY, 7 * DAY, 30 * DAY] } as const;

export function StaffDialog({ person, measure, onClose }: { person: Named; measure: Measure; onClose: () => void }) {
  const square = useSquare();
  const lengths: readonly number[] = measure === "mute" || measure === "ban" ? LENGTHS[measure] : [];
  const [seconds, setSeconds] = useState(lengths[0] ?? 0);
  const [reason, setReason] = useState("");
  const run = () => {
    const { participant } = person;
    if (measure === "mute") return square.mute(participant, seconds, reason.trim());
    if (measure === "ban") return square.ban(participant, seconds, reason.trim());
    return measure === "lift" ? square.lift(participant, reason.trim()) : square.moveOut(participant, reason.trim());
  };
  return (
    <FormDialog
      title={`${person.name}: ${t(`measure.${measure}`)}`}
      act={t(`measure.${measure}`)}
      danger
      missing={reason.trim() ? null : t("measuring.reason.first")}
      about={[measure, seconds, reason.trim()]}
      send={run}
      done={t("measuring.done", { name: person.name, measure: t(`measure.${measure}`) })}
      onClose={onClose}
    >
      <Hint kind="idea">{t(`measuring.${measure}.what`)}</Hint>
      {lengths.length > 0 && (
        <Choices
          legend={t("measuring.length")}
          across
          value={seconds}
          onChange={setSeconds}
          options={lengths.map((value) => ({ value, words: duration(value) }))}
        />
      )}
      <Field
        label={t("measuring.reason")}
        value={reason}
        onInput={setReason}
        lines={2}
        maxLength={500}
        hint={<p class="quiet">{t("measuring.reason.hint")}</p>}
      />
    </FormDialog>
  );
}
