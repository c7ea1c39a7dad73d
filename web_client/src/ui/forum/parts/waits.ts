/** Expected waits in words: estimates, so in whole minutes. */
import { t } from "../../../i18n/t";

/** Returns "약 5분 뒤", "곧". */
export function waitWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 1 ? t("wait.soon") : t("wait.minutes", { n: minutes });
}
