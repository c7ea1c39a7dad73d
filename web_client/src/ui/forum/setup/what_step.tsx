/** The first step: what kind of forum, its title, when and where. */
import { given } from "../../../i18n/given";
import { language, t } from "../../../i18n/t";
import { placeName } from "../../base/place_words";
import { Choices, Field } from "../../parts/field";
import { Moment, Pick, Wrong } from "./controls";
import type { HallChoice } from "./hall_choice";
import { LIMITS, withFormat } from "./plan";
import type { Format } from "./setup_api";
import type { StepProps } from "./step_props";

export interface WhatProps extends StepProps {
  /** Empty where the kind of forum stands already. */
  readonly formats: readonly Format[];
  readonly halls: readonly HallChoice[];
}

export function WhatStep({ plan, faults, change, formats, halls }: WhatProps) {
  const take = (id: string) => {
    const format = formats.find((one) => one.id === id);
    if (format) change(withFormat(plan, format));
  };
  return (
    <>
      {formats.length > 0 && (
        <Choices
          legend={t("setup.format")}
          value={plan.format}
          onChange={take}
          options={formats.map((one) => ({ value: one.id, words: given(one), aside: one.purpose }))}
        />
      )}
      <Field
        label={t("setup.title")}
        hint={t("setup.title.hint")}
        value={plan.title}
        error={faults.title ? t(faults.title) : null}
        maxLength={LIMITS.title}
        onInput={(title) => change({ ...plan, title })}
      />
      <div class="fields">
        <Moment label={t("setup.day")} type="date" value={plan.day} onChange={(day) => change({ ...plan, day })} />
        <Moment label={t("setup.time")} type="time" value={plan.time} onChange={(time) => change({ ...plan, time })} />
        <Pick
          label={t("setup.hall")}
          value={plan.hall}
          options={halls.map(({ place }) => ({ value: place.id, words: placeName(place) }))}
          onChange={(hall) => change({ ...plan, hall })}
        />
      </div>
      <p class="quiet">{t("setup.when.hint")}</p>
      <Room hall={halls.find(({ place }) => place.id === plan.hall)} />
      <Wrong words={faults.when ? t(faults.when) : faults.hall ? t(faults.hall) : null} />
    </>
  );
}

/** How many fit into the hall that was chosen: it decides nothing, but an officer plans with it. */
function Room({ hall }: { hall: HallChoice | undefined }) {
  if (!hall) return null;
  const { place, seats, room } = hall;
  return (
    <p class="quiet" role="status">
      {t("setup.hall.room", { hall: placeName(place), seats, room: room.toLocaleString(language.value) })}
    </p>
  );
}
