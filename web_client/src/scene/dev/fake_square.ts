/** A square without a server, for the development page: a standing, sitting, walking crowd with bubbles. */
import { signal } from "@preact/signals";
import { FIGURES, HAIR_STYLES, type LookInfo } from "../../square/looks";
import type { Bubble, CrowdStore, MeInfo, PersonInfo, Pose, Square } from "../../square/square";
import type { World } from "../../world/world";
import { dice } from "../kit/random";
import { standInLook } from "../people/wardrobe";

interface Actor {
  readonly slot: number;
  readonly pose: Pose;
  readonly look: LookInfo;
  readonly walk: number;
}

const NAMES = [
  "최은우",
  "정다온",
  "한지민",
  "문가온",
  "윤서아",
  "임도현",
  "강하린",
  "조민재",
  "배수아",
  "신유찬",
  "서지안",
  "노을비",
];

/** Returns a square of `count` people around (x, y), most of them on the tiers. */
export function fakeSquare(world: World, count: number, x: number, y: number, utc: number): Square {
  const actors = cast(count, x, y);
  const me = meInfo();
  const own: Pose = { x: x + 3, y: y - 33, heading: 0, state: 0 };
  const square = {
    world,
    line: signal({ kind: "open" }),
    me: signal<MeInfo | null>(me),
    bubbles: signal<readonly Bubble[]>(bubbles()),
    here: signal({ total: count + 1, places: {} }),
    hall: signal(null),
    walkingTo: signal(null),
    at: signal(null),
    crowd: fakeCrowd(actors),
    own,
    frame: () => undefined,
    serverNow: () => utc,
    walkTo: () => true,
    steer: () => undefined,
  };
  return square as unknown as Square;
}

function bubbles(): Bubble[] {
  const base = { reach: "say" as const, until: Number.POSITIVE_INFINITY };
  return [
    { ...base, slot: 5, participant: "p5", name: "박도윤", text: "수달 사는 곳은 밝기를 낮추면 어떨까요?" },
    { ...base, slot: 2, participant: "p2", name: "이서준", text: "늦은 퇴근길이 밝아지면 훨씬 마음이 놓여요." },
  ];
}

function meInfo(): MeInfo {
  const look: LookInfo = { figure: 0, hairStyle: 0, top: 2, bottom: 0, hair: 0, skin: 0, aid: "none" };
  return {
    slot: 9_999, participant: "me", name: "나", role: "guest", look, followable: true, place: null, posture: "stand",
    hand: false, quiet: false, following: null, mutedUntil: 0, ridingTo: null,
  } as unknown as MeInfo; // biome-ignore format: one object
}

function cast(count: number, cx: number, cy: number): Actor[] {
  const roll = dice(42);
  const actors: Actor[] = [];
  for (let slot = 0; slot < count; slot++) {
    const kind = roll();
    const seated = kind < 0.5;
    const angle = seated ? (roll() - 0.5) * Math.PI * 1.24 : roll() * Math.PI * 2;
    const tier = Math.floor(roll() * 5);
    const r = seated ? 11.62 + tier * 2.5 : kind < 0.6 ? 7.5 + roll() * 3 : 25 + roll() ** 1.6 * 26;
    const heading = seated ? angle + Math.PI + Math.PI : roll() * Math.PI * 2;
    const walk = !seated && roll() < 0.4 ? 1.4 : 0;
    const look: LookInfo = {
      ...standInLook(slot),
      figure: slot % 9 === 0 ? FIGURES.indexOf("hanbok") : standInLook(slot).figure,
      aid: slot % 17 === 3 ? "wheelchair" : slot % 17 === 9 && !seated ? "cane" : "none",
      hairStyle: slot % 11 === 0 ? HAIR_STYLES.indexOf("hat") : standInLook(slot).hairStyle,
    };
    const hand = slot % 13 === 4 ? 8 : 0;
    const state = (seated ? 3 : walk ? 1 : 0) | hand | (slot % 23 === 0 ? 2 << 4 : 0) | (slot % 19 === 1 ? 1 << 6 : 0);
    actors.push({
      slot,
      walk,
      look,
      pose: { x: cx + Math.sin(angle) * r, y: cy - Math.cos(angle) * r, heading: seated ? -angle : heading, state },
    });
  }
  return actors;
}

function fakeCrowd(actors: readonly Actor[]): CrowdStore {
  const out: Pose = { x: 0, y: 0, heading: 0, state: 0 };
  const at = (actor: Actor, now: number): Pose => {
    const gone = actor.walk * ((now / 1000) % 12 < 6 ? (now / 1000) % 12 : 12 - ((now / 1000) % 12));
    out.x = actor.pose.x + Math.sin(actor.pose.heading) * gone;
    out.y = actor.pose.y + Math.cos(actor.pose.heading) * gone;
    out.heading = actor.pose.heading + ((now / 1000) % 12 < 6 || !actor.walk ? 0 : Math.PI);
    out.state = actor.pose.state;
    return out;
  };
  const people = actors.map((a): PersonInfo => ({
    slot: a.slot, participant: `p${a.slot}`, name: NAMES[a.slot % NAMES.length] ?? "", role: "guest", look: a.look, followable: true, place: null,
  }) as unknown as PersonInfo); // biome-ignore format: one object
  return {
    each: (now, visit) => {
      for (const actor of actors) visit(actor.slot, at(actor, now));
    },
    pose: (slot, now, pose) => {
      const actor = actors[slot];
      if (actor) Object.assign(pose, at(actor, now));
      return actor !== undefined;
    },
    size: actors.length,
    person: (slot) => people[slot],
    bySlot: (participant) => people.find((p) => p.participant === participant)?.slot,
    want: () => undefined,
    density: new Map([[1200, 132]]),
    cellMetres: 20,
  };
}
