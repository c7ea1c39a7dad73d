/** Forums of today. */
import { t } from "../../i18n/t";
import { getForums } from "../base/api";
import { today } from "../base/forum_days";
import { useLoaded } from "../base/hooks";
import { ForumList, NoForums, ToCalendar } from "../parts/today";

export function Forums() {
  const loaded = useLoaded(getForums);
  const list = loaded.state === "ready" ? today(loaded.value, Date.now()) : [];
  return (
    <section class="card stack-tight" aria-labelledby="forums">
      <div class="spread">
        <h2 id="forums">{t("forums.title")}</h2>
        <span class="quiet">{t("forums.count", { n: list.length })}</span>
      </div>
      {loaded.state === "loading" ? (
        <p class="quiet">{t("loading")}</p>
      ) : list.length ? (
        <ForumList forums={list} />
      ) : (
        <NoForums />
      )}
      <ToCalendar />
    </section>
  );
}
