/** Believable parts of a debate in Gimhae. The people, numbers and addresses are invented. */
import type {
  AnyPart,
  BallotView,
  Details,
  Item,
  Kind,
  MinePart,
  QueueRowView,
  ResultView,
  Rules,
  Speaker,
  Terms,
} from "../protocol/messages";

/** The server's clock in tests: 20:04 on an evening in autumn. */
export const NOW = 1_793_012_640_000;

export const RULES: Rules = {
  speech_s: 180,
  intervention_s: 60,
  interposed_s: 60,
  point_of_order_s: 60,
  camps: true,
  first_camp: "con",
  camp_budget_s: 0,
  order: ["alternate_camp", "alternate_channel", "first_time", "least_spoken", "request_time"],
  overtake_limit: 3,
  grace_s: 30,
  present_only: false,
  hard_stop: false,
  kinds: ["interposed", "intervention", "point_of_order", "normal"],
  levels: { attend: "guest", ask: "named", question: "named", vote: "citizen" },
  ballot: {
    secrecy: "hidden",
    base: "valid",
    quorum_of: "present",
    quorum_per_mille: 500,
    majority: "simple",
    min_open_s: 60,
    open_s: 180,
    late: false,
  },
  question_order: "votes",
  voice_recorded: false,
};

export const DETAILS: Details = {
  about: "외동 공영주차장을 지하로 옮기고, 위에 공원을 만들지 이야기합니다.",
  panel: ["교통정책과장 김민호", "외동 상인회장 정경희"],
  documents: [
    { title: "외동 공영주차장 지하화 검토안", url: "https://www.gimhae.go.kr/parking/plan.pdf" },
    { title: "주변 교통량 조사", url: "https://www.gimhae.go.kr/parking/traffic.pdf" },
  ],
  live: null,
  sign: null,
  live_delay_s: 30,
  practice: false,
};

export function makeItem(id: string, title: string, kind: Item["kind"], more: Partial<Item> = {}): Item {
  return { id, title, kind, minutes: 20, speech_s: 0, state: "waiting", started_at: 0, finished_at: 0, ...more };
}

export const ITEMS: readonly Item[] = [
  makeItem("i1", "여는 말", "talk", { minutes: 5, state: "finished" }),
  makeItem("i2", "시의 설명", "talk", { minutes: 15, state: "finished" }),
  makeItem("i3", "묻고 답하기", "questions", { state: "finished" }),
  makeItem("i4", "찬반 토론", "debate", { minutes: 40, state: "running", started_at: NOW - 600_000 }),
  makeItem("i5", "표결", "ballot", { minutes: 10 }),
  makeItem("i6", "닫는 말", "talk", { minutes: 5 }),
];

export const SPEAKER: Speaker = {
  entry: "e1",
  person: "p1",
  name: "이도현",
  kind: "normal",
  stance: "pro",
  channel: "online",
  slip: 0,
  running: true,
  started_at: NOW - 96_000,
  clock: { total: 180_000, remaining: 180_000, ends_at: NOW + 84_000 },
  suspended: "",
};

/** A place of the queue. */
export function makeRow(
  place: number,
  name: string,
  more: Partial<QueueRowView> & { reasons?: QueueRowView["place"]["reasons"] } = {},
): QueueRowView {
  const { reasons = ["request_time"], ...rest } = more;
  const entry = `e${place + 1}`;
  return {
    entry,
    person: `p${place + 1}`,
    name,
    kind: "normal",
    stance: "con",
    channel: "online",
    slip: 0,
    place: { entry, place, reasons, away: false, wait: place * 90_000 },
    present: true,
    overtaken: 0,
    pinned: false,
    reason: "",
    note: "",
    ...rest,
  };
}

export const ROWS: readonly QueueRowView[] = [
  makeRow(1, "오미경", { kind: "point_of_order", stance: "none", channel: "onsite", slip: 31, reasons: ["kind"] }),
  makeRow(2, "박순자", { channel: "onsite", slip: 12, reasons: ["alternate_camp", "first_time"] }),
  makeRow(3, "한지호", {
    stance: "pro",
    reasons: ["alternate_camp", "alternate_channel", "first_time"],
    place: {
      entry: "e4",
      place: 3,
      reasons: ["alternate_camp", "alternate_channel", "first_time"],
      away: false,
      wait: 300_000,
    },
  }),
  makeRow(4, "김영수", { channel: "onsite", slip: 7, present: false }),
  makeRow(5, "응우옌 티 흐엉", { stance: "pro", pinned: true, reason: "막차 시간", reasons: ["moderator"] }),
];

export const TERMS: Terms = {
  question: "외동 공영주차장을 지하로 옮기는 데 찬성하십니까?",
  options: [
    { id: "yes", label: "찬성" },
    { id: "no", label: "반대" },
    { id: "abstain", label: "기권" },
  ],
  method: "yes_no",
  secrecy: "hidden",
  base: "yes_no",
  quorum_of: "entitled",
  quorum_per_mille: 500,
  majority: "simple",
  item: "i5",
  least: 1,
  most: 1,
  top: 1,
  min_open_s: 60,
  open_s: 180,
  late: false,
};

export const RESULT: ResultView = {
  outcome: "adopted",
  tally: { yes: 171, no: 118, abstain: 22 },
  online: 262,
  papers: 49,
  invalid: 0,
  entitled: 431,
  present: 398,
  base: 289,
  quorum: 216,
  winner: "yes",
  unanimous: false,
  figures: {
    options: [
      { option: "yes", votes: 171, share: 592, bar: 592 },
      { option: "no", votes: 118, share: 408, bar: 408 },
      { option: "abstain", votes: 22, share: null, bar: 0 },
    ],
    voted: 311,
    quorum_met: true,
    needed: 145,
    line: 500,
    division: { option: "yes", votes: 171, share: 592 },
  },
};

export function makeBallot(more: Partial<BallotView> = {}): BallotView {
  return {
    id: "b1",
    terms: TERMS,
    state: "started",
    started_at: NOW - 108_000,
    ends_at: NOW + 72_000,
    voted: 214,
    entitled: 431,
    result: null,
    version: 3,
    ...more,
  };
}

export const MINE: MinePart = {
  part: "mine",
  person: "p4",
  level: "citizen",
  channel: "online",
  slip: 0,
  removed: false,
  muted: null,
  ask_needs: null,
  question_needs: null,
  entry: "",
  kind: null,
  place: null,
  speaking: false,
  called_until: 0,
  spoken: 0,
  ballot: null,
  questions: [],
  asked: [],
  wanted: [],
};

/** My own part while I wait as the third. */
export const WAITING: MinePart = {
  ...MINE,
  entry: "e4",
  kind: "normal" as Kind,
  place: ROWS[2]?.place ?? null,
};

/** All shared parts of a debate under way, and those of the desk. */
export const PARTS: readonly AnyPart[] = [
  {
    part: "head",
    title: "외동 공영주차장 지하화",
    hall: "hall-1",
    phase: "open",
    opens_at: NOW - 3_900_000,
    opened_at: NOW - 3_840_000,
    closed_at: 0,
    cancelled: "",
    rules: RULES,
    details: DETAILS,
  },
  {
    part: "agenda",
    items: ITEMS,
    running: "i4",
    clock: { total: 2_400_000, remaining: 2_400_000, ends_at: NOW + 1_800_000 },
  },
  {
    part: "floor",
    speaker: SPEAKER,
    summoned: null,
    open: true,
    present_only: false,
    offers: ["normal", "point_of_order", "interposed", "intervention"],
    stances: true,
  },
  { part: "queue", rows: ROWS, waiting: 5 },
  {
    part: "spoken",
    camps: { pro: 421_000, con: 409_000 },
    given: { pro: 0, con: 12_000 },
    channels: { online: 512_000, onsite: 318_000 },
    gap: 12_000,
  },
  { part: "ballot", ballot: null },
  {
    part: "lines",
    lines: [
      {
        row: 201,
        person: "p1",
        name: "이도현",
        text: "주차장이 동네 한가운데를 차지하고 있습니다.",
        caption: true,
        before: "",
      },
      {
        row: 203,
        person: "p1",
        name: "이도현",
        text: "아이들이 차 사이로 다니지 않아도 됩니다.",
        caption: true,
        before: "아이들이 차 사이로 다녀도 됩니다.",
      },
      {
        row: 204,
        person: "p1",
        name: "이도현",
        text: "위에는 나무를 심어 공원으로 쓰면 좋겠습니다.",
        caption: true,
        before: "",
      },
    ],
  },
  { part: "present", present: 398, onsite: 61 },
  {
    part: "questions",
    questions: [
      {
        id: "q1",
        text: "지하로 가면 주차 요금은 그대로인가요?",
        state: "shown",
        asked_at: NOW - 900_000,
        votes: 42,
        department: "",
        until: "",
        answer: "",
        version: 2,
      },
      {
        id: "q2",
        text: "공사하는 동안에는 어디에 차를 대나요?",
        state: "taken",
        asked_at: NOW - 800_000,
        votes: 31,
        department: "",
        until: "",
        answer: "",
        version: 3,
      },
      {
        id: "q3",
        text: "공원 관리는 누가 하나요?",
        state: "promised",
        asked_at: NOW - 700_000,
        votes: 12,
        department: "공원녹지과",
        until: "2026-11-10",
        answer: "",
        version: 4,
      },
    ],
    asked: 1,
    slow: 0,
  },
  {
    part: "signals",
    counts: [
      { signal: "applause", online: 23, onsite: 4 },
      { signal: "cant_hear", online: 2, onsite: 0 },
    ],
    helped: [{ signal: "cant_hear", at: NOW - 600_000, version: 1 }],
  },
  {
    part: "record",
    count: 214,
    hash: "9f3a41c7d20b8e6655aa10f4c3b2d1e09f3a41c7d20b8e6655aa10f4c3b2d1e0",
    at: NOW - 4_000,
  },
  {
    part: "desk",
    floor_version: 12,
    agenda_version: 4,
    forum_version: 2,
    undo: true,
    ballots: [makeBallot({ state: "created", started_at: 0, ends_at: 0, voted: 0, version: 1 })],
    papers: [],
  },
  {
    part: "acts",
    acts: [
      { row: 190, at: NOW - 200_000, who: "정은주", did: "entry_moved", about: "응우옌 티 흐엉", reason: "막차 시간" },
      { row: 199, at: NOW - 96_000, who: "정은주", did: "speech_started", about: "이도현", reason: "" },
    ],
  },
  {
    part: "onsite",
    people: [
      { person: "p3", slip: 12, name: "박순자", level: "citizen", present: true, paper: [], linked: false },
      { person: "p2", slip: 31, name: "오미경", level: "citizen", present: true, paper: [], linked: true },
      { person: "p5", slip: 7, name: "김영수", level: "guest", present: false, paper: [], linked: false },
    ],
  },
];
