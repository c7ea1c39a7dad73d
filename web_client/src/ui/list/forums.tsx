/** Forums of today. */
import { t } from "../../i18n/t";
import { getForums } from "../api";
import { ForumList, NoForums } from "../door/today";
import { useLoaded } from "../hooks";

export function Forums() {
  const forums = useLoaded(getForums);
  const list = forums.state === "ready" ? forums.value : [];
  return (
    <section class="card stack-tight" aria-labelledby="forums">
      <div class="spread">
        <h2 id="forums">{t("forums.title")}</h2>
        <span class="quiet">{t("forums.count", { n: list.length })}</span>
      </div>
      {forums.state === "loading" ? (
        <p class="quiet">{t("loading")}</p>
      ) : list.length ? (
        <ForumList forums={list} />
      ) : (
        <NoForums />
      )}
    </section>
  );
}
