/** The short door on the same page: a nickname and consent, or no name to look around; then one attends. */
import { lazy, Suspense } from "preact/compat";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { enterDoor, getDoor, unpackLook } from "../../api";
import { Consent } from "../../door/consent";
import { NicknameField } from "../../door/nickname";
import { anyLook } from "../../look";
import { DistrictField } from "./district_field";
import { useDoing } from "./doing";
import { useLight } from "./light";
import { Problem } from "./parts";

const Privacy = lazy(async () => (await import("../../dialogs/privacy")).PrivacyDialog);

/** Whoever looked around without a name keeps their look. */
async function enter(name: string | null): Promise<void> {
  const { me, notice } = await getDoor();
  await enterDoor(name, me === null ? anyLook(Math.random) : unpackLook(me.look), notice.version);
}

export function Join() {
  const { joining, district, comeIn, reader } = useLight();
  const [name, setName] = useState("");
  const [agreed, setAgreed] = useState(false);
  const [reading, setReading] = useState(false);
  const [unsaid, setUnsaid] = useState<string | null>(null);
  const doing = useDoing();
  const named = name.trim() !== "";
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const join = async () => {
    if (!named && !reader) return setUnsaid(t("refusal.name_empty"));
    if (named && !agreed) return setUnsaid(t("door.agree.first"));
    setUnsaid(null);
    if (!(await doing.run(() => enter(named ? name.trim() : null)))) return;
    joining.value = false;
    comeIn();
  };
  return (
    <main class="hall-body" id="main" tabIndex={-1}>
      <form
        class="card stack"
        noValidate
        aria-label={t("light.join.title")}
        onSubmit={(event) => {
          event.preventDefault();
          void join();
        }}
      >
        <h2 ref={title} tabIndex={-1}>
          {t("light.join.title")}
        </h2>
        <p>{t("light.join.what")}</p>
        <NicknameField value={name} onInput={setName} />
        {named && <DistrictField district={district} />}
        {named && <Consent agreed={agreed} onAgree={setAgreed} onPrivacy={() => setReading(true)} />}
        <Problem words={unsaid ?? doing.problem} />
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
      </form>
    </main>
  );
}
