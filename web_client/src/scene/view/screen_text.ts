/** What stands on the wall screen of a hall: the forum one attends there, else the greeting. Pure. */

import { read } from "../../hall/countdown";
import type { Parts } from "../../hall/hall";
import type { Result, Terms } from "../../protocol/messages";
import { optionFigures, percent } from "../../ui/hall/parts/result_figures";
import { viewOf } from "../../ui/hall/screen/screen_view";
import { koreanHour } from "./light";
import { koreanClock, type ScreenText } from "./screen";
import type { SceneWords } from "./words";

/** Rows under the title: who speaks, and the next two. */
const NEXT = 2;

/** Returns what a hall's screen says to who passes by. */
export function greetingText(words: SceneWords, hall: string, now: number, total: number): ScreenText {
  const clock = koreanClock(koreanHour(now));
  return { title: words.screenTitle(hall), clock, lines: words.screenLines, here: words.screenHere(total) };
}

/** Returns what the screen says of a forum at a moment of the server's clock; null until the forum is known. */
export function screenText(words: SceneWords, parts: Parts, now: number): ScreenText | null {
  const clock = koreanClock(koreanHour(now));
  if (!parts.head) return null;
  const { head, present } = parts;
  const here = words.screenAttend(present?.present ?? 0, present?.onsite ?? 0);
  const lines = [...told(words, parts), ...forumLines(words, parts, now)];
  return { title: head.title, clock: speechClock(parts, now) ?? clock, lines, here };
}

/** What staff tell everybody comes first; what it pushes off the screen stands in the list. */
function told(words: SceneWords, { announcement }: Parts): readonly string[] {
  return announcement?.text ? [words.screenTold(announcement.text)] : [];
}

function speechClock({ floor }: Parts, now: number): string | null {
  return floor?.speaker ? read(floor.speaker.clock, now).figures : null;
}

function forumLines(words: SceneWords, parts: Parts, now: number): readonly string[] {
  const { head, floor, queue, ballot, agenda } = parts;
  const view = viewOf(parts);
  if (view.kind === "result" && view.ballot.result) return resultLines(words, view.ballot.terms, view.ballot.result);
  const vote = ballot?.ballot;
  const first = ((): string => {
    if (head?.phase === "paused") return words.screenPaused;
    if (vote?.state === "started")
      return words.screenVoting(read({ total: 0, remaining: 0, ends_at: vote.ends_at }, now).figures);
    if (floor?.speaker) return words.screenSpeaks(floor.speaker.name || words.screenSomebody);
    return agenda?.items.find((item) => item.id === agenda.running)?.title ?? words.screenNobody;
  })();
  if (vote?.state === "started") return [first, vote.terms.question, words.screenVoted(vote.voted)];
  const next = queue?.rows.slice(0, NEXT) ?? [];
  return [first, ...next.map((row, index) => words.screenNext(index + 1, row.name || words.screenSomebody))];
}

/** The question, and what each option got of the base. */
function resultLines(words: SceneWords, terms: Terms, result: Result): readonly string[] {
  const figures = optionFigures(terms, result).map(({ label, votes, perMille }) => {
    const share = perMille === null ? "" : ` (${percent(perMille)}%)`;
    return `${label} ${words.screenVotes(votes)}${share}`;
  });
  return [words.screenResult, terms.question, figures.join(" · ")];
}
