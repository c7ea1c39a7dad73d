/** A square without a server: signals that a test sets, acts that it can read and refuse. */

import { signal } from "@preact/signals";
import type { ForumClient } from "../../forum_client/forum_client";
import type { LineState } from "../../net/line";
import type { View } from "../../protocol/messages";
import type { LookInfo } from "../../square/looks";
import type { Bubble, LogEntry, MeInfo, Nearby, NoticeInfo, PersonInfo, Square } from "../../square/square";
import type { Point } from "../../world/geometry";
import type { Place, World } from "../../world/world";

export const LOOK: LookInfo = { figure: 1, hairStyle: 0, top: 3, bottom: 1, hair: 1, skin: 1, aid: "none" };

export function makePlace(
  id: string,
  ko: string,
  en: string,
  x: number,
  y: number,
  kind = "sight",
  facts: readonly string[] = [],
): Place {
  return {
    id,
    kind,
    ko,
    en,
    x,
    y,
    radius: 20,
    district: "buwon-dong",
    facts: { ko: facts, en: facts },
    entrance: [x, y, 0],
  };
}

export const PLACES: readonly Place[] = [
  makePlace("forum-square", "시민토론 광장", "Forum Square", 650, 650, "forum"),
  makePlace("hall-1", "제1회의장", "Hall 1", 650, 690, "hall"),
  makePlace("round-tables", "원탁 마당", "Round Tables", 585, 655, "table"),
  makePlace("cityhall-station", "김해시청역", "City Hall Station", 720, 480, "station"),
  makePlace("suro-tomb", "수로왕릉", "Royal Tomb of King Suro", 420, 800, "heritage", [
    "사적 제73호입니다.",
    "가락국을 세운 수로왕의 무덤으로 전합니다.",
  ]),
  makePlace("bonghwang", "봉황동 유적", "Bonghwang-dong Site", 380, 640, "heritage"),
  makePlace("daeseong", "대성동고분군", "Daeseong-dong Tombs", 410, 850, "heritage"),
  makePlace("bunsan", "분산성", "Bunsanseong", 640, 980, "heritage"),
  makePlace("museum", "국립김해박물관", "National Museum", 380, 900, "museum"),
  makePlace("theme-park", "김해가야테마파크", "Gaya Theme Park", 690, 1020, "park"),
  makePlace("yeonji", "연지공원", "Yeonji Park", 300, 880, "park"),
  makePlace("suro-station", "수로왕릉역", "Royal Tomb Station", 400, 760, "station"),
];

export function makePerson(slot: number, name: string, more: Partial<PersonInfo> = {}): PersonInfo {
  return {
    slot,
    participant: `p${slot}`,
    name,
    role: "guest",
    look: LOOK,
    followable: true,
    place: "forum-square",
    ...more,
  };
}

const turn = (degrees: number) => (degrees * Math.PI) / 180;

export const NEAR: readonly Nearby[] = (
  [
    ["박순자", 3, 20, 3],
    ["가야소년", 5, 75, 0],
    ["한지호", 6, -75, 8],
    ["응우옌 티 흐엉", 8, 180, 1],
    ["연지공원 산책", 11, -15, 0],
    ["외동토박이", 11, 135, 0],
    ["장유에서 온 이", 12, -100, 16],
    ["화포천지기", 12, 40, 0],
    ["진영단감", 14, 60, 0],
  ] as const
).map(([name, distance, relative, state], index) => ({
  info: makePerson(index + 1, name),
  distance,
  relative: turn(relative),
  state,
}));

export function makeEntry(n: number, name: string, text: string, more: Partial<LogEntry> = {}): LogEntry {
  return {
    utterance: `u${n}`, speaker: `p${n}`, name, role: "guest", reach: "say", to: null, text, at: 1_790_000_000_000 + n * 20_000,
    where: { x: 650 + n * 2, y: 655 }, hearers: 9, nudge: "", mac: "m", mine: false, ...more,
  }; // biome-ignore format: one object
}

export type Done = readonly [name: string, ...args: unknown[]];

/** Acts of the square that answer nothing. */
const ACTS = [
  "goto", "ride", "pose", "raiseHand", "gesture", "change", "follow", "block", "unblock", "report", "mute", "moveOut",
  "ban", "lift", "leave", "say",
] as const; // biome-ignore format: one list
/** Ways to move, which say at once whether they began. */
const WALKS = ["attendForum", "walkTo", "walkToPlace", "walkToPerson", "stop", "view", "again"] as const;

const ME: MeInfo = {
  ...makePerson(0, "외동이웃27"), participant: "me", posture: "stand", hand: false, quiet: false, following: null, mutedUntil: 0, ridingTo: null,
}; // biome-ignore format: one object

const makeWorld = () =>
  ({
    places: new Map(PLACES.map((place) => [place.id, place])),
    districts: [
      { id: "buwon-dong", kind: "dong", ko: "부원동", en: "Buwon-dong", label: [0, 0], ring: new Float32Array() },
    ],
    zones: [],
    halls: new Map(),
    rail: { line: new Float32Array([0, 0, 1_300, 0]), stations: ["cityhall-station", "suro-station"], marks: [0, 880] },
    credits: [],
  }) as unknown as World;

/** What a square shows, in signals that a test sets. */
const makeShown = () => ({
  line: signal<LineState>({ kind: "open" }),
  me: signal<MeInfo | null>({ ...ME }),
  log: signal<readonly LogEntry[]>([]),
  notices: signal<readonly NoticeInfo[]>([]),
  flags: signal([]),
  blocks: signal<readonly { participant: string; name: string }[]>([]),
  here: signal<{ total: number; places: Readonly<Record<string, number>> }>({
    total: 498,
    places: { "suro-tomb": 4, museum: 7, yeonji: 12 },
  }),
  near: signal(NEAR),
  forum: signal<ForumClient | null>(null),
  bubbles: signal<readonly Bubble[]>([]),
  walkingTo: signal<{ point: Point; name: string } | null>(null),
  advised: signal<View | null>(null),
  at: signal<Place | null>(PLACES[0] ?? null),
});

/** Makes one function for each name. */
const each = <Name extends string, F>(names: readonly Name[], make: (name: Name) => F): Record<Name, F> =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, F>;

/** A fake square with the signals writable and the acts recorded. */
export function makeSquare() {
  const done: Done[] = [];
  const refuse: { with: Error | null } = { with: null };
  const act =
    <T>(name: string, answer: T) =>
    async (...args: unknown[]): Promise<T> => {
      done.push([name, ...args]);
      if (refuse.with) throw refuse.with;
      return answer;
    };
  const walk =
    (name: string) =>
    (...args: unknown[]): boolean => {
      done.push([name, ...args]);
      return true;
    };
  const parts = {
    world: makeWorld(),
    ...makeShown(),
    own: { x: 650, y: 650, heading: 0, state: 0 },
    frame: () => undefined,
    serverNow: () => 1_790_000_100_000,
    steer: () => undefined,
    turn: () => undefined,
    ...each(WALKS, walk),
    ...each(ACTS, (name) => act(name, undefined)),
    countHearers: act("countHearers", 9),
    roster: async (search: string) => {
      done.push(["roster", search]);
      const people = NEAR.map((one) => one.info).filter((one) => one.name.includes(search));
      return { total: people.length, offset: 0, people };
    },
  };
  return { square: parts as unknown as Square, parts, done, refuse };
}
