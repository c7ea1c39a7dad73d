/** The calendar of forums: what runs, what comes and what was, by day, and how to subscribe to it. */
import { useEffect } from "preact/hooks";
import { t } from "../../i18n/t";
import { dayName } from "../../i18n/time";
import { type Forum, getForums } from "../base/api";
import { byDay, comes, dayOf, runs } from "../base/forum_days";
import { useBeat, useLoaded } from "../base/hooks";
import { whyNot } from "../base/refusals";
import { Inner, LanguageLinks, SiteHead } from "../parts/site";
import { ForumList } from "../parts/today";

/** Milliseconds between two looks: a forum opens by its moderator's hand, not by the clock. */
const LOOK_MS = 30_000;

export default function ForumsPage() {
  const beat = useBeat(LOOK_MS);
  const loaded = useLoaded(getForums, beat);
  useEffect(() => {
    document.title = `${t("calendar.title")} · ${t("title")}`;
  });
  return (
    <>
      <SiteHead />
      <main class="page" id="main" tabIndex={-1}>
        <h1>{t("calendar.title")}</h1>
        {loaded.state === "loading" && <p role="status">{t("loading")}</p>}
        {loaded.state === "failed" && <p role="alert">{whyNot(loaded.trouble)}</p>}
        {loaded.state === "ready" && <Calendar forums={loaded.value} />}
        <Subscribe />
        <p>
          <Inner to="/">{t("calendar.square")}</Inner>
        </p>
      </main>
      <LanguageLinks />
    </>
  );
}

function Calendar({ forums }: { forums: readonly Forum[] }) {
  const now = forums.filter(runs);
  const planned = forums.filter((forum) => comes(forum, Date.now()));
  const over = forums.filter((forum) => forum.state === "closed" && !planned.includes(forum));
  return (
    <>
      {now.length > 0 && (
        <section>
          <h2>{t("calendar.now")}</h2>
          <div class="card">
            <ForumList forums={now} />
          </div>
        </section>
      )}
      <section>
        <h2>{t("calendar.planned")}</h2>
        {planned.length === 0 && (
          <div class="card">
            <p class="empty">{t("calendar.none")}</p>
          </div>
        )}
        <Days forums={planned} />
      </section>
      {over.length > 0 && (
        <section>
          <h2>{t("calendar.over")}</h2>
          <Days forums={over} late />
        </section>
      )}
    </>
  );
}

function Days({ forums, late = false }: { forums: readonly Forum[]; late?: boolean }) {
  return (
    <>
      {byDay(forums, late).map(({ day, at, forums: its }) => (
        <div class="card" key={day}>
          <h3>
            {dayName(at)} {day === dayOf(Date.now()) && <span class="chip">{t("calendar.today")}</span>}
          </h3>
          <ForumList forums={its} />
        </div>
      ))}
    </>
  );
}

function Subscribe() {
  return (
    <section aria-labelledby="subscribe">
      <h2 id="subscribe">{t("calendar.subscribe")}</h2>
      <p class="second">{t("calendar.subscribe.how")}</p>
      <p class="row">
        <a class="button" href="/api/forums.ics">
          {t("calendar.ics")}
        </a>
        <a class="button" href="/api/forums.atom">
          {t("calendar.atom")}
        </a>
      </p>
    </section>
  );
}
