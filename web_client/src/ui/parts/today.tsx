/** What is on today, as far as the server knows of forums. */
import { t } from "../../i18n/t";
import { clockTime } from "../../i18n/time";
import { type Forum, getForums } from "../base/api";
import { runs, today } from "../base/forum_days";
import { useLoaded } from "../base/hooks";
import { Inner } from "./site";

export function Today() {
  const loaded = useLoaded(getForums);
  const forums = loaded.state === "ready" ? today(loaded.value, Date.now()) : [];
  return (
    <section class="stack" aria-labelledby="today">
      <h2 id="today">{t("forums.today")}</h2>
      <div class="card">
        {loaded.state === "loading" && <p class="quiet">{t("loading")}</p>}
        {loaded.state !== "loading" && forums.length === 0 && <NoForums />}
        {forums.length > 0 && <ForumList forums={forums} />}
        <ToCalendar />
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

export function ToCalendar() {
  return (
    <Inner to="/forums" class="button text">
      {t("forums.calendar")}
    </Inner>
  );
}

/** Forums of a day, each with the way in: its hall, or its record once it is over; one called off has neither begun nor a record to read. */
export function ForumList({ forums }: { forums: readonly Forum[] }) {
  return (
    <ul class="rows">
      {forums.map((forum) => {
        if (forum.broken) return <Broken key={forum.id} forum={forum} />;
        const over = forum.state === "closed" && !forum.cancelled;
        const words = t(over ? "forums.record" : runs(forum) ? "forums.go" : "forums.see");
        return (
          <li class="item" key={forum.id}>
            <span class="what">
              {runs(forum) && <span class="chip now">{t("forums.running")}</span>} <strong>{forum.title}</strong>
              <span class="where">
                {clockTime(forum.opens)}
                {forum.state === "paused" && ` · ${t("forums.paused")}`}
                {over && ` · ${t("forums.over")}`}
                {forum.cancelled && ` · ${t("forums.cancelled")}`}
              </span>
            </span>
            <Inner
              to={`/hall/${forum.id}${over ? "/record" : ""}`}
              class={runs(forum) ? "button second" : "button"}
              label={`${words}: ${forum.title}`}
            >
              {words}
            </Inner>
          </li>
        );
      })}
    </ul>
  );
}

/** A forum whose journal cannot be read: that it is there, and nowhere to go. */
function Broken({ forum }: { forum: Forum }) {
  return (
    <li class="item">
      <span class="what">
        <strong>{forum.title || t("forums.broken.title")}</strong>
        <span class="where">{t("forums.broken")}</span>
      </span>
    </li>
  );
}
