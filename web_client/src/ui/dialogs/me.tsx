/** Own name and who may follow. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { dialog, standing, useSquare } from "../base/context";
import { Check } from "../parts/field";
import { FormDialog } from "../parts/form_dialog";
import { NicknameField } from "../parts/nickname";

export function MeDialog({ onClose }: { onClose: () => void }) {
  const square = useSquare();
  const me = square.me.value;
  const [name, setName] = useState(me?.name ?? "");
  const [followable, setFollowable] = useState(me?.followable ?? true);
  const { named } = standing.value;
  const to = { followable, ...(named && name.trim() !== me?.name ? { name: name.trim() } : {}) };
  return (
    <FormDialog
      title={t("menu.me")}
      act={t("act.save")}
      about={to}
      send={() => square.change(to)}
      done={t("me.saved")}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
