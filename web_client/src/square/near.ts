/**
 * Who is near, for the list: who is present before who is away, each nearest first; at most `MOST`, twice a second.
 * Words do not reach who is away, so somebody to talk to must not stand below them.
 */

import { gaitOf, presenceOf } from "../protocol/frames";
import { Gait, Presence } from "../protocol/messages";
import { bearing, turnBetween } from "../protocol/units";
import type { CrowdStore, Nearby, Pose } from "./square";

/** People in the list; more is a crowd, which the counts tell. */
export const MOST = 40;
/** Milliseconds from list to list: faster than this a screen reader's row moves under the finger. */
export const NEAR_MS = 500;

interface Candidate {
  readonly slot: number;
  readonly distance: number;
  readonly relative: number;
  readonly state: number;
}

/** Returns the people near and asks for the names that are missing; those without a name yet are left out. */
export function nearby(crowd: CrowdStore, own: Readonly<Pose>, now: number): readonly Nearby[] {
  const candidates: Candidate[] = [];
  crowd.each(now, (slot, pose) => {
    const dx = pose.x - own.x;
    const dy = pose.y - own.y;
    if (gaitOf(pose.state) === Gait.GONE) return;
    const relative = turnBetween(own.heading, bearing(dx, dy));
    candidates.push({ slot, distance: Math.hypot(dx, dy), relative, state: pose.state });
  });
  candidates.sort((a, b) => away(a) - away(b) || a.distance - b.distance || a.slot - b.slot);
  const nearest = candidates.slice(0, MOST);
  crowd.want(nearest.map((one) => one.slot));
  return nearest.flatMap(({ slot, ...rest }) => {
    const info = crowd.person(slot);
    return info === undefined ? [] : [{ info, ...rest }];
  });
}

function away(one: Candidate): number {
  return presenceOf(one.state) === Presence.AWAY ? 1 : 0;
}
