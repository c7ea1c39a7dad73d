/** People who are not there, added to a crowd for measuring: they stand and walk about the point they were put at. */
import type { CrowdStore, PersonInfo, Pose } from "../../square/square";
import { dice } from "../kit/random";

/** Above every slot the server gives out, below the row of the own avatar. */
const FIRST_SLOT = 40_000;
const MOST = 4_000;

interface Extra {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly walks: boolean;
}

/** Returns `crowd` with `count` more people within `metres` of a point. */
export function throng(crowd: CrowdStore, count: number, x: number, y: number, metres: number): CrowdStore {
  const roll = dice(7);
  const extras = Array.from({ length: Math.min(MOST, count) }, (): Extra => {
    const [angle, away] = [roll() * Math.PI * 2, Math.sqrt(roll()) * metres];
    const walks = roll() < 0.5;
    return { x: x + Math.sin(angle) * away, y: y + Math.cos(angle) * away, heading: roll() * Math.PI * 2, walks };
  });
  const out: Pose = { x: 0, y: 0, heading: 0, state: 0 };
  return {
    each: (now, visit) => {
      crowd.each(now, visit);
      for (let i = 0; i < extras.length; i++) visit(FIRST_SLOT + i, poseOf(extras[i] as Extra, now, out));
    },
    pose: (slot, now, into) => {
      const extra = extras[slot - FIRST_SLOT];
      if (!extra) return crowd.pose(slot, now, into);
      poseOf(extra, now, into);
      return true;
    },
    get size() {
      return crowd.size + extras.length;
    },
    person: (slot): PersonInfo | undefined => (slot >= FIRST_SLOT ? undefined : crowd.person(slot)),
    bySlot: (participant) => crowd.bySlot(participant),
    want: (slots) => crowd.want(slots),
    get density() {
      return crowd.density;
    },
    get cellMetres() {
      return crowd.cellMetres;
    },
  };
}

/** Walkers go a circle of two metres at a stroll. */
function poseOf(extra: Extra, now: number, out: Pose): Pose {
  const turn = extra.walks ? extra.heading + (now / 1000) * 0.65 : extra.heading;
  out.x = extra.x + (extra.walks ? Math.sin(turn - Math.PI / 2) * 2 : 0);
  out.y = extra.y + (extra.walks ? Math.cos(turn - Math.PI / 2) * 2 : 0);
  out.heading = turn;
  out.state = extra.walks ? 1 : 0;
  return out;
}
