/** The big screen while nobody has the floor by rule: before the opening, in a hard moment, after the end. */

import { untilFigures } from "../../../forum_client/display_view";
import { t } from "../../../i18n/t";
import { dayTime } from "../../../i18n/time";
import { AgendaLines, COLUMN } from "./floor_view";
import type { ViewProps } from "./view_props";

/** Milliseconds: a forum further away is named by its day, not counted down to. */
const COUNTED_MS = 86_400_000;

export function PlannedView({ forum, parts }: ViewProps) {
  const opens = parts.head?.opens_at ?? 0;
  const left = opens - forum.serverNow();
  return (
    <div class="screen-body two planned-view">
      <section class="speaking">
        <h2 class="now">{t("screen.planned", { time: dayTime(opens) })}</h2>
        {left > 0 && left < COUNTED_MS && (
          <p class="big-clock" role="timer">
            <span class="figures" data-long={left >= 3_600_000 || undefined}>
              {untilFigures(left).figures}
            </span>
          </p>
        )}
        <p class="big-words">{t(left > 0 ? "screen.planned.soon" : "screen.planned.now")}</p>
      </section>
      <section class="next">
        <h2>{t("screen.agenda")}</h2>
        <AgendaLines parts={parts} most={COLUMN} />
      </section>
    </div>
  );
}

/** A hard moment: no words of anybody, and what stays as it was. */
export function PausedView() {
  return (
    <section class="screen-body quiet-view">
      <h2 class="huge-words">{t("screen.paused")}</h2>
      <p class="big-words">{t("screen.paused.next")}</p>
    </section>
  );
}

export function ClosedView({ parts }: ViewProps) {
  if (parts.head?.cancelled)
    return (
      <section class="screen-body quiet-view">
        <h2 class="huge-words">{t("screen.cancelled")}</h2>
        <p class="big-words">{t("screen.cancelled.why", { reason: parts.head.cancelled })}</p>
      </section>
    );
  return (
    <section class="screen-body quiet-view">
      <h2 class="huge-words">{t("screen.closed")}</h2>
      <p class="big-words">{t("screen.closed.next")}</p>
      {parts.head && parts.head.closed_at > 0 && (
        <p class="second">{t("screen.closed.at", { time: dayTime(parts.head.closed_at) })}</p>
      )}
    </section>
  );
}
