/** What staff tell everybody, until it is taken back. The region stands before its words, so that they are heard. */
import { t } from "../../../i18n/t";
import { clockTime } from "../../../i18n/time";
import type { AnnouncementPart } from "../../../protocol/messages";

export function Announced({ told }: { told: AnnouncementPart | undefined }) {
  return (
    <div role="status">
      {told?.text && (
        <p class="announced">
          <strong>{t("announced.from")}</strong> {told.text} <span class="quiet">{clockTime(told.at)}</span>
        </p>
      )}
    </div>
  );
}
