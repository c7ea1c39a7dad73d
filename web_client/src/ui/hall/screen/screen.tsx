/** The big screen of a venue: to be read at 10 m, without a control and without a secret. Its clock goes on alone. */
import type { Hall, Parts } from "../../../hall/hall";
import { t, tMade } from "../../../i18n/t";
import { useBeat } from "../../hooks";
import { Mark } from "../../icons";
import { whyNot } from "../../refusals";
import { runningItem } from "../parts/agenda";
import { HallIcon } from "../parts/hall_icon";
import { BallotScreen, ResultScreen } from "./ballot_views";
import { FloorView } from "./floor_view";
import { Foot } from "./foot";
import { ClosedView, PausedView, PlannedView } from "./quiet_views";
import { onStage, type ScreenView, viewOf } from "./screen_view";

export interface ScreenProps {
  readonly hall: Hall;
  /** What lets this machine show the venue's code; empty where staff look, or nobody may. */
  readonly venueKey: string;
}

export interface ViewProps extends ScreenProps {
  readonly parts: Parts;
}

/** Milliseconds between looks at the clocks: no figure is late by more than a quarter of a second. */
const BEAT_MS = 250;

export function Screen({ hall, venueKey }: ScreenProps) {
  useBeat(BEAT_MS);
  const parts = hall.parts.value;
  const view = viewOf(parts);
  const why = hall.refused.value;
  if (why) return <NoScreen why={whyNot(why)} />;
  return (
    <main class="screen" id="main" data-view={view.kind}>
      <Head parts={parts} view={view} />
      <Lost hall={hall} known={view.kind !== "loading"} />
      {view.kind === "loading" ? (
        <section class="screen-body quiet-view">
          <p class="big-words" role="status">
            {t("screen.loading")}
          </p>
        </section>
      ) : (
        <>
          <Told parts={parts} view={view} />
          <Body view={view} hall={hall} venueKey={venueKey} parts={parts} />
          <Foot view={view} hall={hall} venueKey={venueKey} parts={parts} />
        </>
      )}
    </main>
  );
}

/** There is nothing to look at, and why. */
export function NoScreen({ why }: { why: string }) {
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

function Body({ view, ...props }: ViewProps & { view: ScreenView }) {
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
      return <BallotScreen {...props} ballot={view.ballot} />;
    case "result":
      return <ResultScreen ballot={view.ballot} />;
    case "floor":
      return <FloorView {...props} />;
  }
}

/** What runs, what it is about, and how many are here and elsewhere. */
function Head({ parts, view }: { parts: Parts; view: ScreenView }) {
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
              <HallIcon name="house" /> {t("screen.onsite", { n: onsite })}
            </span>
            <span>
              <HallIcon name="screen" /> {t("screen.online", { n: present - onsite })}
            </span>
          </p>
        )}
      </header>
      <div class="zigzag" aria-hidden="true" />
    </>
  );
}

/** Says that the line is lost, and that the clock goes on. */
function Lost({ hall, known }: { hall: Hall; known: boolean }) {
  const line = hall.line.value;
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
function Told({ parts, view }: { parts: Parts; view: ScreenView }) {
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
