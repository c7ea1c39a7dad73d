/** Forums by day, on the calendar of Gimhae. Pure. */
import type { Forum } from "./api";

/** Asia/Seoul is nine hours ahead all year round. */
const ZONE_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;

/** Returns the number of the day, counted from 1970. */
export const dayOf = (at: number): number => Math.floor((at + ZONE_MS) / DAY_MS);

export const runs = (forum: Forum): boolean => forum.state === "open" || forum.state === "paused";

/** Whether a forum is expected, or was until it was called off: its day has not come. */
export const comes = (forum: Forum, now: number): boolean =>
  forum.state === "planned" || (forum.cancelled && dayOf(forum.opens) >= dayOf(now));

/** Returns what is on today: what runs first, then by opening time. One that runs past midnight is still on. */
export function today(forums: readonly Forum[], now: number): readonly Forum[] {
  const on = forums.filter((forum) => runs(forum) || dayOf(forum.opens) === dayOf(now));
  return on.sort((a, b) => Number(runs(b)) - Number(runs(a)) || a.opens - b.opens);
}

export interface Day {
  readonly day: number;
  /** Some moment of the day, for its name. */
  readonly at: number;
  readonly forums: readonly Forum[];
}

/** Returns the days that have forums, each by opening time; `late` lists the newest day first. */
export function byDay(forums: readonly Forum[], late = false): readonly Day[] {
  const days = new Map<number, Forum[]>();
  for (const forum of [...forums].sort((a, b) => a.opens - b.opens)) {
    days.set(dayOf(forum.opens), [...(days.get(dayOf(forum.opens)) ?? []), forum]);
  }
  const listed = [...days].map(([day, its]) => ({ day, at: its[0]?.opens ?? 0, forums: its }));
  return late ? listed.reverse() : listed;
}
