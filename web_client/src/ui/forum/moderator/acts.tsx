/** What staff did last, the newest first, with the reason. */
import { t } from "../../../i18n/t";
import { clockTime } from "../../../i18n/time";
import { actWords, reasonOf } from "../parts/act_words";
import { useModerator } from "./context";

/** Acts shown: what one asks about in a forum happened just now. */
const SHOWN = 4;

export function Acts() {
  const acts = useModerator().forum.parts.value.acts?.acts ?? [];
  const last = acts.slice(-SHOWN).reverse();
  return (
    <section class="card desk-acts" aria-labelledby="desk-acts">
      <h2 id="desk-acts">{t("desk.acts")}</h2>
      {last.length === 0 && <p class="quiet">{t("desk.acts.none")}</p>}
      <ol tabIndex={last.length > 0 ? 0 : undefined}>
        {last.map((act) => (
          <li key={act.row}>
            <span class="quiet">{clockTime(act.at)}</span>
            <p>
              {actWords(act)} <span class="quiet">{act.who}</span>
              {act.reason && <span class="why">{reasonOf(act)}</span>}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
