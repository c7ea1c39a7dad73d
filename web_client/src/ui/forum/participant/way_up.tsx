/** How to get the level that an act needs: a name on this page, or a check of who one is. */
import { t } from "../../../i18n/t";
import type { Level } from "../../../protocol/messages";
import { useParticipant } from "./context";

export function WayUp({ needs }: { needs: Level }) {
  const { forum, joining } = useParticipant();
  if (needs !== "citizen") {
    return (
      <button
        type="button"
        class="button second wide"
        onClick={() => {
          joining.value = true;
        }}
      >
        {t("light.way.name")}
      </button>
    );
  }
  const next = encodeURIComponent(`/hall/${forum.id}`);
  return (
    <div class="stack-tight">
      <p>{t("light.way.citizen")}</p>
      <div class="row">
        <a class="button second" href={`/code?next=${next}`}>
          {t("light.way.code")}
        </a>
        <a class="button" href={`/identity?next=${next}`}>
          {t("light.way.identity")}
        </a>
      </div>
    </div>
  );
}
