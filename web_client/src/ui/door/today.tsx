/** What is on today, as far as the server knows of forums. */
import { t } from "../../i18n/t";
import { dayTime } from "../../i18n/time";
import { type Forum, getForums } from "../api";
import { useLoaded } from "../hooks";

export function Today() {
  const forums = useLoaded(getForums);
  return (
    <section class="stack" aria-labelledby="today">
      <h2 id="today">{t("forums.today")}</h2>
      <div class="card">
        {forums.state === "loading" && <p class="quiet">{t("loading")}</p>}
        {(forums.state === "failed" || (forums.state === "ready" && forums.value.length === 0)) && <NoForums />}
        {forums.state === "ready" && forums.value.length > 0 && <ForumList forums={forums.value} />}
      </div>
    </section>
  );
}

/** There is none: say so, and what one can do all the same. */
export function NoForums() {
  return (
    <div class="stack-tight">
      <p>
        <strong>{t("forums.none")}</strong>
      </p>
      <p class="second">{t("forums.none.next")}</p>
    </div>
  );
}

export function ForumList({ forums }: { forums: readonly Forum[] }) {
  return (
    <ul class="rows">
      {forums.map((forum) => (
        <li class="item" key={forum.id}>
          <span class="what">
            {forum.state === "open" && <span class="chip now">{t("forums.running")}</span>}{" "}
            <strong>{forum.title}</strong>
            <span class="where">{dayTime(forum.opens)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
