/** What stands on the wall screen of a hall: the forum one attends there, else the greeting. */

import { read } from "../../forum_client/countdown";
import { viewOf } from "../../forum_client/display_view";
import type { Parts } from "../../forum_client/forum_client";
import { optionRows, percent } from "../../forum_client/result_rows";
import { t } from "../../i18n/t";
import type { ResultView, Terms } from "../../protocol/messages";
import { koreanHour } from "./light";
import type { ScreenText } from "./screen";

/** Rows under the title: who speaks, and the next two. */
const NEXT = 2;

/** Returns the clock in Gimhae as one says it: "오전 10:00". */
function clockOf(now: number): string {
  const minutes = Math.floor(koreanHour(now) * 60);
  const hour = Math.floor(minutes / 60) % 24;
  const time = `${hour % 12 || 12}:${String(minutes % 60).padStart(2, "0")}`;
  return t(hour < 12 ? "scene.clock.am" : "scene.clock.pm", { time });
}

/** Returns what a hall's screen says to who passes by. */
export function greetingText(hall: string, now: number, total: number): ScreenText {
  const lines = [t("scene.screen.welcome"), t("scene.screen.near"), t("scene.screen.lines")];
  return {
    title: t("scene.screen.title", { hall }),
    clock: clockOf(now),
    lines,
    here: t("scene.screen.here", { n: total }),
  };
}

/** Returns what the screen says of a forum at a moment of the server's clock; null until the forum is known. */
export function screenText(parts: Parts, now: number): ScreenText | null {
  if (!parts.head) return null;
  const { head, present } = parts;
  const here = t("scene.screen.attend", { n: present?.present ?? 0, onsite: present?.onsite ?? 0 });
  const lines = [...message(parts), ...forumLines(parts, now)];
  return { title: head.title, clock: speechClock(parts, now) ?? clockOf(now), lines, here };
}

/** What staff tell everybody comes first; what it pushes off the screen stands in the list. */
function message({ announcement }: Parts): readonly string[] {
  return announcement?.text ? [t("scene.screen.message", { text: announcement.text })] : [];
}

function speechClock({ floor }: Parts, now: number): string | null {
  return floor?.speaker ? read(floor.speaker.clock, now).figures : null;
}

function forumLines(parts: Parts, now: number): readonly string[] {
  const { head, floor, queue, ballot, agenda } = parts;
  const view = viewOf(parts);
  if (view.kind === "result" && view.ballot.result) return resultLines(view.ballot.terms, view.ballot.result);
  const vote = ballot?.ballot;
  const first = ((): string => {
    if (head?.phase === "paused") return t("scene.screen.paused");
    if (vote?.state === "started")
      return t("scene.screen.voting", { left: read({ total: 0, remaining: 0, ends_at: vote.ends_at }, now).figures });
    if (floor?.speaker) return t("scene.screen.speaks", { name: named(floor.speaker.name) });
    return agenda?.items.find((item) => item.id === agenda.running)?.title ?? t("scene.screen.nobody");
  })();
  if (vote?.state === "started") return [first, vote.terms.question, t("scene.screen.voted", { n: vote.voted })];
  const next = queue?.rows.slice(0, NEXT) ?? [];
  return [first, ...next.map((row, index) => t("scene.screen.next", { place: index + 1, name: named(row.name) }))];
}

const named = (name: string): string => name || t("scene.screen.unnamed");

/** The question, and what each option got of the base. */
function resultLines(terms: Terms, result: ResultView): readonly string[] {
  const figures = optionRows(terms, result).map(({ label, votes, share }) => {
    if (share === null) return t("scene.screen.votes", { label, n: votes });
    return t("scene.screen.share", { label, n: votes, share: percent(share) });
  });
  return [t("scene.screen.result"), terms.question, figures.join(" · ")];
}
