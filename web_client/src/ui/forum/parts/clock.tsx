/**
 * The clock of a speech or an item: five looks, none that blinks. Its seconds are never announced; a screen reader
 * finds them where they stand, and a key reads them (`SpeakTime`).
 */
import { useEffect } from "preact/hooks";
import { type Reading, read } from "../../../forum_client/countdown";
import { t } from "../../../i18n/t";
import type { Countdown } from "../../../protocol/messages";
import { useBeat } from "../../base/hooks";
import { shortcuts } from "../../base/settings";
import { announce } from "./live";

/** Milliseconds between looks at the clock: no figure is late by more than a quarter of a second. */
const BEAT_MS = 250;

export interface ClockProps {
  readonly clock: Countdown;
  /** Milliseconds UTC of the server. */
  readonly now: () => number;
  /** Only the figures and the bar, for a narrow place. */
  readonly bare?: boolean;
}

export function Clock({ clock, now, bare }: ClockProps) {
  useBeat(BEAT_MS);
  const shown = read(clock, now());
  const label = t(shown.stage === "over" ? "clock.over" : shown.stage === "paused" ? "clock.paused" : "clock.left");
  return (
    <div class={bare ? "clock bare" : "clock"} data-stage={shown.stage} role="timer" aria-label={timeWords(shown)}>
      {!bare && <span class="clock-label">{label}</span>}
      <span class="clock-figures">{shown.figures}</span>
      <Bar shown={shown} />
      {!bare && <span class="clock-words">{t(`clock.says.${shown.stage}`, { time: shown.seconds })}</span>}
    </div>
  );
}

/** The bar empties to the right; marks at 30 and 15 s. Over, it is hatched. */
function Bar({ shown }: { shown: Reading }) {
  const left = Math.round(shown.share * 1_000);
  return (
    <svg class="clock-bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="clock-track" width="1000" height="8" rx="4" />
      <rect class="clock-rest" x={1_000 - left} width={left} height="8" rx="4" />
      {shown.stage === "over" && <path class="clock-hatch" d={HATCH} />}
    </svg>
  );
}

const HATCH = Array.from({ length: 20 }, (_, n) => `M${n * 50} 8h25l20-8h-25z`).join("");

/** Words what is left, for ears. */
export function timeWords(shown: Reading): string {
  const minutes = Math.floor(shown.seconds / 60);
  const facts = { minutes, seconds: shown.seconds % 60 };
  const length = t(minutes > 0 ? "clock.length.minutes" : "clock.length.seconds", facts);
  return t(`clock.read.${shown.stage === "over" || shown.stage === "paused" ? shown.stage : "left"}`, { length });
}

/** Reads the time when the person presses T, unless they are writing or switched keys off. */
export function SpeakTime({ clock, now }: ClockProps) {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.code !== "KeyT" || event.ctrlKey || event.metaKey || event.altKey || !shortcuts.value) return;
      if (target?.closest("input, textarea, select, [contenteditable]")) return;
      announce(timeWords(read(clock, now())), "polite");
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, [clock, now]);
  return null;
}
