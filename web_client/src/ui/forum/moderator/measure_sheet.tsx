/** What staff do upon one person: hold them back for a while, or remove them. Each wants a reason, which they read. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { MUTE_MINUTES } from "../../../protocol/messages";
import { useModerator } from "./context";
import { WhySheet } from "./sheet";

interface MeasureProps {
  readonly person: string;
  readonly name: string;
}

export function MuteSheet({ person, name }: MeasureProps) {
  const { give } = useModerator();
  const [minutes, setMinutes] = useState<number>(MUTE_MINUTES[0]);
  return (
    <WhySheet
      title={t("desk.mute.title", { name })}
      what={t("desk.mute.what")}
      act={t("desk.mute.do")}
      often={[t("desk.mute.repeat"), t("desk.remove.disturb")]}
      run={(reason) => give({ order: "mute_person", person, minutes, reason })}
    >
      <fieldset>
        <legend>{t("desk.mute.length")}</legend>
        <div class="row">
          {MUTE_MINUTES.map((one) => (
            <button
              type="button"
              class="button"
              key={one}
              aria-pressed={one === minutes}
              onClick={() => setMinutes(one)}
            >
              {one === 0 ? t("desk.mute.to_the_end") : t("desk.mute.minutes", { n: one })}
            </button>
          ))}
        </div>
      </fieldset>
    </WhySheet>
  );
}

export function RemoveSheet({ person, name }: MeasureProps) {
  const { give } = useModerator();
  return (
    <WhySheet
      title={t("desk.remove.title", { name })}
      what={t("desk.remove.what")}
      act={t("desk.remove.do")}
      danger
      often={[t("desk.remove.insult"), t("desk.remove.disturb")]}
      run={(reason) => give({ order: "remove", person, reason })}
    />
  );
}
