/** The short door on the same page: a nickname and consent, or no name to look around; then one attends. */

import { lazy, Suspense } from "preact/compat";
import { useEffect, useRef, useState } from "preact/hooks";
import { t, withWords } from "../../../i18n/t";
import { anyLook, lookInfo } from "../../../square/looks";
import { enterDoor, getDoor } from "../../base/api";
import { Consent } from "../../parts/consent";
import { NicknameField } from "../../parts/nickname";
import { Problem, SubmitForm, useSubmit } from "../../parts/submit";
import { useParticipant } from "./context";
import { DistrictField } from "./district_field";

const Privacy = lazy(withWords(["dialogs"], async () => (await import("../../dialogs/privacy")).PrivacyDialog));

/** Whoever looked around without a name keeps their look. */
async function enter(name: string | null): Promise<void> {
  const { me, notice } = await getDoor();
  await enterDoor(name, me === null ? anyLook(Math.random) : lookInfo(me.look), notice.version);
}

export function Join() {
  const { joining, district, comeIn, reader } = useParticipant();
  const [name, setName] = useState("");
  const [agreed, setAgreed] = useState(false);
  const [reading, setReading] = useState(false);
  const doing = useSubmit();
  const named = name.trim() !== "";
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const join = async () => {
    if (!named && !reader) return doing.refuse(t("refusal.name_empty"));
    if (named && !agreed) return doing.refuse(t("door.agree.first"));
    if (!(await doing.run(() => enter(named ? name.trim() : null)))) return;
    joining.value = false;
    comeIn();
  };
  return (
    <main class="hall-body" id="main" tabIndex={-1}>
      <SubmitForm submit={doing} class="card stack" label={t("light.join.title")} send={join}>
        <h2 ref={title} tabIndex={-1}>
          {t("light.join.title")}
        </h2>
        <p>{t("light.join.what")}</p>
        <NicknameField value={name} onInput={setName} />
        {named && <DistrictField district={district} />}
        {named && <Consent agreed={agreed} onAgree={setAgreed} onPrivacy={() => setReading(true)} />}
        <Problem words={doing.problem} />
        <button type="submit" class="button filled main" aria-disabled={doing.busy}>
          {t(doing.busy ? "door.entering" : named || !reader ? "light.join.do" : "light.join.unnamed")}
        </button>
        <button
          type="button"
          class="button wide"
          onClick={() => {
            joining.value = false;
          }}
        >
          {t("act.cancel")}
        </button>
        <Suspense fallback={null}>{reading && <Privacy onClose={() => setReading(false)} />}</Suspense>
      </SubmitForm>
    </main>
  );
}
