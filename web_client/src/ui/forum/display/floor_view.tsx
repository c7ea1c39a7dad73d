/** The floor on the big screen: who speaks with the clock, and the next three with their reasons. */

import { read } from "../../../forum_client/countdown";
import { nextRows } from "../../../forum_client/display_view";
import { t } from "../../../i18n/t";
import type { Countdown, QueueRowView, Speaker, Summoned } from "../../../protocol/messages";
import { runningItem } from "../parts/agenda";
import { timeWords } from "../parts/clock";
import { CampMark, ChannelMark, markOf, speechWords } from "../parts/marks";
import { nameOf } from "../parts/queue_row";
import { reasonLine } from "../parts/reasons";
import type { ViewProps } from "./view_props";

export function FloorView({ forum, parts }: ViewProps) {
  const now = () => forum.serverNow();
  const { speaker = null, summoned = null } = parts.floor ?? {};
  return (
    <div class="screen-body two">
      <section class="speaking">
        {speaker ? (
          <Speaking speaker={speaker} parts={parts} now={now} />
        ) : summoned ? (
          <Called summoned={summoned} parts={parts} now={now} />
        ) : (
          <Idle parts={parts} now={now} />
        )}
      </section>
      <Next parts={parts} />
    </div>
  );
}

interface NowProps {
  /** Milliseconds UTC of the server. */
  readonly now: () => number;
}

/** What goes on, and beside it what listeners show: in this row there is room on every projector. */
function NowHead({ title, parts }: Pick<ViewProps, "parts"> & { title: string }) {
  return (
    <div class="now-head">
      <h2 class="now">{title}</h2>
      <Signals parts={parts} />
    </div>
  );
}

function Speaking({ speaker, parts, now }: NowProps & Pick<ViewProps, "parts"> & { speaker: Speaker }) {
  return (
    <>
      <NowHead title={t("screen.speaking")} parts={parts} />
      <p class="speaker">
        <CampMark mark={markOf(speaker.kind, speaker.stance)} />
        <strong>{nameOf(speaker.name, speaker.slip)}</strong>
        <span class="about">
          {speechWords(speaker.kind, speaker.stance)} <ChannelMark channel={speaker.channel} slip={speaker.slip} />
        </span>
      </p>
      <BigClock clock={speaker.clock} now={now} />
    </>
  );
}

/** A clock to be read at 10 m. Its bar empties to the right; marks at 30 and 15 s. */
export function BigClock({ clock, now }: NowProps & { clock: Countdown }) {
  const shown = read(clock, now());
  const left = Math.round(shown.share * 1_000);
  const mark = (ms: number) => 1_000 - Math.round((ms / clock.total) * 1_000);
  return (
    <div class="big-clock" data-stage={shown.stage} role="timer" aria-label={timeWords(shown)}>
      <p>
        <span class="figures">{shown.figures}</span>
        <span class="figures-words">{t(`screen.clock.${shown.stage}`)}</span>
      </p>
      <svg class="big-bar" viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="clock-track" width="1000" height="28" />
        <rect class="clock-rest" x={1_000 - left} width={left} height="28" />
        {[30_000, 15_000]
          .filter((ms) => ms < clock.total)
          .map((ms) => (
            <rect key={ms} class="big-mark" x={mark(ms) - 2} width="5" height="28" />
          ))}
      </svg>
    </div>
  );
}

function Called({ summoned, parts, now }: NowProps & Pick<ViewProps, "parts"> & { summoned: Summoned }) {
  const left = Math.max(0, Math.ceil((summoned.until - now()) / 1_000));
  return (
    <>
      <NowHead title={t("screen.called")} parts={parts} />
      <p class="speaker">
        <strong>{nameOf(summoned.name)}</strong>
      </p>
      <p class="big-words">{t("screen.called.wait", { n: left })}</p>
    </>
  );
}

/** Nobody speaks: what runs and how long, and the agenda. */
function Idle({ parts, now }: NowProps & Pick<ViewProps, "parts">) {
  const running = runningItem(parts.agenda);
  const clock = parts.agenda?.clock;
  return (
    <>
      <NowHead title={t(running ? "screen.item" : "screen.agenda")} parts={parts} />
      {running && <p class="item-title">{running.item.title}</p>}
      {running && clock && <p class="second">{t("screen.item.left", { time: read(clock, now()).figures })}</p>}
      <AgendaLines parts={parts} most={BELOW} />
    </>
  );
}

/** Items that fit below a title, and in a column of their own; what is over gives way first. */
const BELOW = 4;
export const COLUMN = 6;

export function AgendaLines({ parts, most }: Pick<ViewProps, "parts"> & { most: number }) {
  const { items = [], running = "" } = parts.agenda ?? {};
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === running),
  );
  const first = Math.max(0, Math.min(at - 1, items.length - most));
  return (
    <ol class="agenda-lines" start={first + 1}>
      {items.slice(first, first + most).map((item, index) => (
        <li key={item.id} data-state={item.state} aria-current={item.id === running ? "step" : undefined}>
          <span>{first + index + 1}.</span> <span>{item.title}</span>
          <span class="second">
            {item.state === "finished" ? t("item.finished") : t("item.minutes", { n: item.minutes })}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Next({ parts }: Pick<ViewProps, "parts">) {
  const rows = nextRows(parts);
  return (
    <section class="next">
      <h2>{t("screen.next")}</h2>
      {rows.length === 0 ? (
        <p class="second">{t(parts.floor?.open ? "screen.next.none" : "screen.next.shut")}</p>
      ) : (
        <ol>
          {rows.map((row) => (
            <NextRow row={row} key={row.entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

function NextRow({ row }: { row: QueueRowView }) {
  return (
    <li>
      <CampMark mark={markOf(row.kind, row.stance)} />
      <p class="who">
        <strong>{nameOf(row.name, row.slip)}</strong> <ChannelMark channel={row.channel} slip={row.slip} />
      </p>
      <p class="why">{reasonLine(row.place.reasons, row)}</p>
    </li>
  );
}

/** How many showed something in the last half minute, the hall's and those elsewhere together. */
function Signals({ parts }: Pick<ViewProps, "parts">) {
  const shown = (parts.signals?.counts ?? []).filter((one) => one.online + one.onsite > 0);
  if (shown.length === 0) return null;
  return (
    <p class="signals">
      {shown.map((one) => (
        <span key={one.signal}>{t(`screen.signal.${one.signal}`, { n: one.online + one.onsite })}</span>
      ))}
    </p>
  );
}
