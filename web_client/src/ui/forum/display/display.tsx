/** The big screen of a venue: to be read at 10 m, without a control and without a secret. Its clock goes on alone. */

import { type DisplayView, onStage, viewOf } from "../../../forum_client/display_view";
import type { ForumClient, Parts } from "../../../forum_client/forum_client";
import { t, tMade } from "../../../i18n/t";
import { useBeat } from "../../base/hooks";
import { Mark } from "../../base/icons";
import { whyNot } from "../../base/refusals";
import { runningItem } from "../parts/agenda";
import { ForumIcon } from "../parts/forum_icon";
import { BallotDisplay, ResultDisplay } from "./ballot_views";
import { FloorView } from "./floor_view";
import { Foot } from "./foot";
import { ClosedView, PausedView, PlannedView } from "./quiet_views";
import type { DisplayProps, ViewProps } from "./view_props";

/** Milliseconds between looks at the clocks: no figure is late by more than a quarter of a second. */
const BEAT_MS = 250;

export function Display({ forum, venueKey }: DisplayProps) {
  useBeat(BEAT_MS);
  const parts = forum.parts.value;
  const view = viewOf(parts);
  const why = forum.refused.value;
  if (why) return <NoDisplay why={whyNot(why)} />;
  return (
    <main class="screen" id="main" data-view={view.kind}>
      <Head parts={parts} view={view} />
      <Lost forum={forum} known={view.kind !== "loading"} />
      {view.kind === "loading" ? (
        <section class="screen-body quiet-view">
          <p class="big-words" role="status">
            {t("screen.loading")}
          </p>
        </section>
      ) : (
        <>
          <Told parts={parts} view={view} />
          <Body view={view} forum={forum} venueKey={venueKey} parts={parts} />
          <Foot view={view} forum={forum} venueKey={venueKey} parts={parts} />
        </>
      )}
    </main>
  );
}

/** There is nothing to look at, and why. */
export function NoDisplay({ why }: { why: string }) {
  return (
    <main class="screen" id="main">
      <Head parts={{}} view={{ kind: "loading" }} />
      <section class="screen-body quiet-view">
        <p class="big-words" role="status">
          {why}
        </p>
      </section>
    </main>
  );
}

function Body({ view, ...props }: ViewProps & { view: DisplayView }) {
  switch (view.kind) {
    case "loading":
      return null;
    case "planned":
      return <PlannedView {...props} />;
    case "paused":
      return <PausedView />;
    case "closed":
      return <ClosedView {...props} />;
    case "ballot":
      return <BallotDisplay {...props} ballot={view.ballot} />;
    case "result":
      return <ResultDisplay ballot={view.ballot} />;
    case "floor":
      return <FloorView {...props} />;
  }
}

/** What runs, what it is about, and how many are here and elsewhere. */
function Head({ parts, view }: { parts: Parts; view: DisplayView }) {
  const running = view.kind === "planned" || view.kind === "closed" ? null : runningItem(parts.agenda);
  const { present = 0, onsite = 0 } = parts.present ?? {};
  return (
    <>
      <header class="screen-head">
        <Mark />
        <h1>
          {running && (
            <span class="now">
              {running.n}. {running.item.title}
            </span>
          )}
          <span>{parts.head?.title ?? t("title")}</span>
        </h1>
        {parts.present && (
          <p class="counts">
            <span>
              <ForumIcon name="house" /> {t("screen.onsite", { n: onsite })}
            </span>
            <span>
              <ForumIcon name="screen" /> {t("screen.online", { n: present - onsite })}
            </span>
          </p>
        )}
      </header>
      <div class="zigzag" aria-hidden="true" />
    </>
  );
}

/** Says that the line is lost, and that the clock goes on. */
function Lost({ forum, known }: { forum: ForumClient; known: boolean }) {
  const line = forum.line.value;
  if (line.kind === "open" || (line.kind === "connecting" && !known)) return null;
  const words =
    line.kind === "ended"
      ? tMade(`goodbye.${line.name}`, "refusal.unknown", line.facts)
      : t(known ? "screen.lost" : "screen.waiting");
  return (
    <p class="band lost" role="status">
      {words}
    </p>
  );
}

/** What staff tell everybody, else the question that is answered on stage. */
function Told({ parts, view }: { parts: Parts; view: DisplayView }) {
  const told = parts.announcement?.text;
  if (told) {
    return (
      <p class="band" role="status">
        <strong>{t("screen.told")}</strong> {told}
      </p>
    );
  }
  const question = view.kind === "floor" ? onStage(parts) : null;
  if (!question) return null;
  return (
    <p class="band">
      <strong>{t("screen.question")}</strong> {question.text}
    </p>
  );
}
