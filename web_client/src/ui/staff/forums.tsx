/** The forums of the staff: set one up, go to its desk, screen and clerk, invite who works at it. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { dayTime } from "../../i18n/time";
import type { Role } from "../../protocol/messages";
import { type Forum, getForums } from "../base/api";
import { useLoaded } from "../base/hooks";
import { whyNot } from "../base/refusals";
import { route } from "../base/route";
import { Inner } from "../parts/site";
import { Problem, useSubmit } from "../parts/submit";
import { type StaffMe, staffApi } from "./staff_api";

/** Whether somebody may set forums up. The server decides. */
export const plans = (me: StaffMe) => (me.role === "officer" || me.role === "admin") && me.forum === null;

/** Whether somebody may change what is announced of a forum. The server decides. */
export const mayChange = (me: StaffMe, forum: string) =>
  (me.role === "officer" || me.role === "admin") && (me.forum === null || me.forum === forum);

const FACES = [
  ["desk", "/desk"],
  ["screen", "/screen"],
  ["clerk", "/clerk"],
  ["light", ""],
  ["record", "/record"],
] as const;
const CALLED = ["moderator", "clerk"] as const satisfies readonly Role[];

export function Forums({ me }: { me: StaffMe }) {
  const forums = useLoaded(getForums);
  const [did, made] = toldOf(route.value.page === "staff" ? route.value.query : new URLSearchParams());
  const mine = forums.state === "ready" ? forums.value.filter((one) => me.forum === null || one.id === me.forum) : [];
  const listed = [...mine].sort((a, b) => Number(b.id === made) - Number(a.id === made));
  return (
    <section class="stack">
      {did && <p role="status">{t(`desks.${did}`)}</p>}
      {plans(me) && (
        <div>
          <Inner to="/staff/forums/new" class={made ? "button" : "button filled"}>
            {t("desks.new")}
          </Inner>
        </div>
      )}
      {forums.state === "loading" && <p role="status">{t("loading")}</p>}
      {forums.state === "failed" && <p role="alert">{whyNot(forums.trouble)}</p>}
      {forums.state === "ready" && listed.length === 0 && (
        <p class="empty">
          <strong>{t("desks.none")}</strong> {t(plans(me) ? "desks.none.next" : "desks.none.others")}
        </p>
      )}
      {listed.map((forum) => (
        <ForumCard key={forum.id} forum={forum} me={me} />
      ))}
    </section>
  );
}

const TOLD = ["made", "changed", "cancelled"] as const;

/** Returns what was just done, and to which forum: it stands on top. */
function toldOf(query: URLSearchParams): readonly [(typeof TOLD)[number] | null, string | null] {
  const did = TOLD.find((one) => query.has(one)) ?? null;
  return [did, did && query.get(did)];
}

function ForumCard({ forum, me }: { forum: Forum; me: StaffMe }) {
  const running = forum.state === "open" || forum.state === "paused";
  return (
    <article class="card stack" aria-labelledby={`forum-${forum.id}`}>
      <div class="stack-tight">
        <h2 id={`forum-${forum.id}`}>{forum.title || t("forums.broken.title")}</h2>
        <p class="second">
          <span class={running ? "chip now" : "chip"}>
            {t(`desks.state.${forum.cancelled ? "cancelled" : forum.state}`)}
          </span>{" "}
          {dayTime(forum.opens)}
        </p>
      </div>
      <p class="row">
        {FACES.map(([face, path]) => (
          <a key={face} class={face === "desk" ? "button second" : "button"} href={`/hall/${forum.id}${path}`}>
            {t(`desks.${face}`)}
          </a>
        ))}
        {forum.state === "planned" && mayChange(me, forum.id) && (
          <Inner to={`/staff/forums/${forum.id}`} class="button">
            {t("change.open")}
            <span class="unseen"> {forum.title}</span>
          </Inner>
        )}
      </p>
      {me.role !== "moderator" && me.role !== "clerk" && forum.state !== "closed" && <Invite forum={forum.id} />}
    </article>
  );
}

function Invite({ forum }: { forum: string }) {
  const [made, setMade] = useState<{ address: string; expires: number } | null>(null);
  const request = useSubmit();
  return (
    <details class="fold">
      <summary>{t("desks.invite")}</summary>
      <div class="stack">
        <p class="row">
          {CALLED.map((role) => (
            <button
              type="button"
              class="button"
              key={role}
              onClick={() => void request.run(async () => setMade(await staffApi.invite(role, forum)))}
            >
              {t("desks.invite.as", { role: t(`role.${role}`) })}
            </button>
          ))}
        </p>
        <Problem words={request.problem} />
        <div role="status">
          {made && (
            <div class="stack-tight">
              <p>{t("desks.invite.made", { until: dayTime(made.expires) })}</p>
              <p class="address">{made.address}</p>
            </div>
          )}
        </div>
      </div>
    </details>
  );
}
