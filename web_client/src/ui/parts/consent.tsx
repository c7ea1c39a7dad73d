/** The consent that a name needs. */
import { t } from "../../i18n/t";
import { Check } from "./field";

/** What is kept, how long and why, in three sentences; the whole table is one press away. */
export function Consent({
  agreed,
  onAgree,
  onPrivacy,
}: {
  agreed: boolean;
  onAgree: (on: boolean) => void;
  onPrivacy: () => void;
}) {
  return (
    <div class="stack-tight terms">
      <p>{t("door.notice")}</p>
      <div>
        <button type="button" class="button text" onClick={onPrivacy}>
          {t("door.notice.more")}
        </button>
      </div>
      <Check words={t("door.agree")} aside={t("door.agree.aside")} checked={agreed} onChange={onAgree} />
    </div>
  );
}
