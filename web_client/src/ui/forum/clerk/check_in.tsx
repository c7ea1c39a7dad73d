/** Checks a person in to a slip: what the clerk saw of them, and a name to call, if they want one. */

import { useState } from "preact/hooks";
import type { ForumClient } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import type { Level } from "../../../protocol/messages";
import { Field, Hint } from "../../parts/field";
import { Problem, SubmitForm, useSubmit } from "../../parts/submit";

const LEVELS = ["citizen", "named", "guest"] as const satisfies readonly Level[];

export interface CheckInProps {
  readonly forum: ForumClient;
  readonly slip: number;
  /** What was checked of the person before: a door checks everybody alike. Nothing is assumed of the first one. */
  readonly level: Level | null;
  readonly onLevel: (level: Level) => void;
  readonly onDone: () => void;
}

export function CheckIn({ forum, slip, level, onLevel, onDone }: CheckInProps) {
  const [name, setName] = useState("");
  const [asked, setAsked] = useState(false);
  const request = useSubmit();
  const checkIn = () =>
    request.run(async () => {
      setAsked(true);
      if (!level) return;
      await forum.order({ order: "check_in", slip, level, name: name.trim() });
      onDone();
    });
  return (
    <SubmitForm submit={request} class="stack" send={checkIn}>
      <h2>{t("clerk.new", { n: slip })}</h2>
      <fieldset class="choices">
        <legend class="legend">{t("clerk.level")}</legend>
        {LEVELS.map((one) => (
          <label class="choice" key={one}>
            <input
              type="radio"
              name="level"
              checked={one === level}
              {...(one === (level ?? LEVELS[0]) ? { "data-first": "" } : {})}
              onChange={() => onLevel(one)}
            />
            <span>
              <strong>{t(`level.${one}`)}</strong>
              <span class="quiet">{t(`clerk.level.${one}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field label={t("clerk.name")} aside={t("clerk.name.aside")} value={name} onInput={setName} maxLength={16} />
      {asked && !level && <Hint kind="bad">{t("clerk.level.first")}</Hint>}
      <Problem words={request.problem} />
      <button type="submit" class="button filled main" aria-disabled={request.busy}>
        {t("clerk.check_in", { n: slip })}
      </button>
    </SubmitForm>
  );
}
