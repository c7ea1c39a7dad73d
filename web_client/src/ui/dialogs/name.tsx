/** A name for whoever looked around without one: the same door, the same consent, the same avatar. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import type { Square } from "../../square/square";
import { enterDoor, getPrivacy } from "../api";
import { standing, useSquare } from "../context";
import { Consent } from "../door/consent";
import { NicknameField } from "../door/nickname";
import { tell } from "../notices";
import { Dialog } from "../parts/dialog";
import { Hint } from "../parts/field";
import { whyNot } from "../refusals";
import { PrivacyDialog } from "./privacy";

/** Gives the name at the door, then takes up the line anew: the server hands the name to the avatar at the next hello. */
async function takeName(square: Square, name: string): Promise<void> {
  const look = square.me.value?.look;
  if (!look) return;
  const { version } = await getPrivacy();
  const { named } = await enterDoor(name, look, version);
  standing.value = { ...standing.value, named };
  square.again();
}

export function NameDialog({ onClose }: { onClose: () => void }) {
  const square = useSquare();
  const [name, setName] = useState("");
  const [agreed, setAgreed] = useState(false);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    if (!name.trim()) return setProblem(t("refusal.name_empty"));
    if (!agreed) return setProblem(t("door.agree.first"));
    try {
      await takeName(square, name.trim());
      tell("good", t("name.done"));
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
      <button type="button" class="button filled" onClick={() => void save()}>
        {t("name.do")}
      </button>
    </>
  );
  return (
    <Dialog title={t("name.title")} onClose={onClose} foot={foot}>
      <p>{t("name.what")}</p>
      <NicknameField value={name} onInput={setName} />
      <Consent agreed={agreed} onAgree={setAgreed} onPrivacy={() => setReading(true)} />
      <div role="alert">{problem && <Hint kind="bad">{problem}</Hint>}</div>
      {reading && <PrivacyDialog onClose={() => setReading(false)} />}
    </Dialog>
  );
}
