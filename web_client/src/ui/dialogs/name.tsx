/** A name for whoever looked around without one: the same door, the same consent, the same avatar. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import type { Square } from "../../square/square";
import { enterDoor, getPrivacy } from "../base/api";
import { standing, useSquare } from "../base/context";
import { Consent } from "../parts/consent";
import { FormDialog } from "../parts/form_dialog";
import { NicknameField } from "../parts/nickname";
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
  const unnamed = name.trim() ? null : t("refusal.name_empty");
  return (
    <FormDialog
      title={t("name.title")}
      act={t("name.do")}
      missing={unnamed ?? (agreed ? null : t("door.agree.first"))}
      about={name.trim()}
      send={() => takeName(square, name.trim())}
      done={t("name.done")}
      onClose={onClose}
    >
      <p>{t("name.what")}</p>
      <NicknameField value={name} onInput={setName} />
      <Consent agreed={agreed} onAgree={setAgreed} onPrivacy={() => setReading(true)} />
      {reading && <PrivacyDialog onClose={() => setReading(false)} />}
    </FormDialog>
  );
}
