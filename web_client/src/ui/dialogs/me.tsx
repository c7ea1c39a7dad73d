/** Own name and who may follow. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { dialog, standing, useSquare } from "../context";
import { NicknameField } from "../door/nickname";
import { tell } from "../notices";
import { Dialog } from "../parts/dialog";
import { Check, Hint } from "../parts/field";
import { whyNot } from "../refusals";

export function MeDialog({ onClose }: { onClose: () => void }) {
  const square = useSquare();
  const me = square.me.value;
  const [name, setName] = useState(me?.name ?? "");
  const [followable, setFollowable] = useState(me?.followable ?? true);
  const { named } = standing.value;
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    try {
      await square.change({ followable, ...(named && name.trim() !== me?.name ? { name: name.trim() } : {}) });
      tell("good", t("me.saved"));
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
        {t("act.save")}
      </button>
    </>
  );
  return (
    <Dialog title={t("menu.me")} onClose={onClose} foot={foot}>
      {named ? (
        <NicknameField value={name} onInput={setName} />
      ) : (
        <div class="spread">
          <p>{t("me.unnamed", { name: me?.name ?? "" })}</p>
          <button
            type="button"
            class="button second"
            onClick={() => {
              dialog.value = { kind: "name" };
            }}
          >
            {t("name.do")}
          </button>
        </div>
      )}
      <Check
        words={t("me.followable")}
        aside={t("me.followable.aside")}
        checked={followable}
        onChange={setFollowable}
      />
      <div role="alert">{problem && <Hint kind="bad">{problem}</Hint>}</div>
    </Dialog>
  );
}
