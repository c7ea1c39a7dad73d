/** A moderator's measure: needs a reason, and a length where there is one. The person is told both. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { duration } from "../../i18n/time";
import { type Named, useSquare } from "../context";
import { tell } from "../notices";
import { Dialog } from "../parts/dialog";
import { Choices, Field, Hint } from "../parts/field";
import { whyNot } from "../refusals";

type Measure = "mute" | "ban" | "move_out" | "lift";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const LENGTHS = { mute: [300, 1_800, HOUR, DAY], ban: [HOUR, DAY, 7 * DAY, 30 * DAY] } as const;

export function StaffDialog({ person, measure, onClose }: { person: Named; measure: Measure; onClose: () => void }) {
  const square = useSquare();
  const lengths: readonly number[] = measure === "mute" || measure === "ban" ? LENGTHS[measure] : [];
  const [seconds, setSeconds] = useState(lengths[0] ?? 0);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const run = () => {
    const { participant } = person;
    if (measure === "mute") return square.mute(participant, seconds, reason.trim());
    if (measure === "ban") return square.ban(participant, seconds, reason.trim());
    return measure === "lift" ? square.lift(participant, reason.trim()) : square.moveOut(participant, reason.trim());
  };
  const send = async () => {
    if (!reason.trim()) return setProblem(t("measure.reason.first"));
    try {
      await run();
      tell("good", t("measure.done", { name: person.name, measure: t(`measure.${measure}`) }));
      onClose();
    } catch (error) {
      setProblem(whyNot(error));
    }
  };
  const foot = (
    <>
      <button type="button" class="button" onClick={onClose}>
        {t("act.cancel")}
      </button>
      <button type="button" class="button danger" onClick={() => void send()}>
        {t(`measure.${measure}`)}
      </button>
    </>
  );
  return (
    <Dialog title={`${person.name}: ${t(`measure.${measure}`)}`} onClose={onClose} foot={foot}>
      <Hint kind="idea">{t(`measure.${measure}.what`)}</Hint>
      {lengths.length > 0 && (
        <Choices
          legend={t("measure.length")}
          across
          value={seconds}
          onChange={setSeconds}
          options={lengths.map((value) => ({ value, words: duration(value) }))}
        />
      )}
      <Field
        label={t("measure.reason")}
        value={reason}
        onInput={setReason}
        lines={2}
        maxLength={500}
        error={problem}
        hint={<p class="quiet">{t("measure.reason.hint")}</p>}
      />
    </Dialog>
  );
}
