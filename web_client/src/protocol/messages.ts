// Written by agora_server/typescript.py from rooms/messages.py. Do not edit.

export const DIGEST = "c8764871a933";

/** First message of a socket: which protocol, which tab, what was seen last. */
export type Hello = readonly [
  type: "hello",
  digest: string,
  tab: string,
  view: View,
  positions?: readonly StreamPosition[],
];

/** How a tab shows the square. */
export type View = "space" | "map" | "list";

/** What a client saw last of a stream. */
export type StreamPosition = readonly [
  stream: string,
  epoch: string,
  seq: number,
];

/** Leave the square: the only act that does. */
export type Leave = readonly [
  type: "leave",
  act: string,
];

/** Say, whisper, speak to the hall or write to one person. */
export type Say = readonly [
  type: "say",
  act: string,
  reach: Reach,
  to: string | null,
  text: string,
];

/** How far words carry. */
export type Reach = "whisper" | "say" | "hall" | "direct";

/** Ask how many would hear. */
export type CountHearers = readonly [
  type: "count_hearers",
  ask: string,
  reach: Reach,
  to?: string | null,
];

/** Go to a place at once ("바로 가기"). */
export type Goto = readonly [
  type: "goto",
  act: string,
  place: string,
];

/** Board the light rail at the station one stands at, for another one. */
export type Ride = readonly [
  type: "ride",
  act: string,
  station: string,
];

/** Sit down or stand up. */
export type Pose = readonly [
  type: "pose",
  act: string,
  posture: Posture,
];

/** What a participant can ask their avatar to do and keep doing. */
export type Posture = "stand" | "sit";

/** Raise or lower one's hand. */
export type RaiseHand = readonly [
  type: "raise_hand",
  act: string,
  up: boolean,
];

/** Make a short gesture. */
export type Gesture = readonly [
  type: "gesture",
  act: string,
  emote: Emote,
];

/** Short gestures, shown for three seconds. */
export type Emote = "wave" | "clap" | "nod";

/** Change name, look or settings; ``None`` keeps. */
export type Change = readonly [
  type: "change",
  act: string,
  name?: string | null,
  look?: Look | null,
  followable?: boolean | null,
  quiet?: boolean | null,
];

/** How an avatar looks: indices into the wardrobe of the client. */
export type Look = readonly [
  figure?: number,
  hairStyle?: number,
  top?: number,
  bottom?: number,
  hair?: number,
  skin?: number,
  aid?: Aid,
];

/** What an avatar walks with. */
export type Aid = "none" | "cane" | "wheelchair";

/** Follow a person who allows it; ``None`` stops. */
export type Follow = readonly [
  type: "follow",
  act: string,
  person: string | null,
];

/** This tab shows the square another way, or is hidden (then it gets no crowd frames). */
export type ChangeView = readonly [
  type: "change_view",
  view: View,
  hidden?: boolean,
];

/** Ask who is behind slots: labelled or listed people only. */
export type Who = readonly [
  type: "who",
  slots: readonly number[],
];

/** Ask for a page of the list of who is in the square, sorted by the rule of ``rooms/roster.py``. */
export type AskRoster = readonly [
  type: "ask_roster",
  ask: string,
  search?: string,
  offset?: number,
];

/** Block a person: mutual, held by the server. */
export type Block = readonly [
  type: "block",
  act: string,
  person: string,
];

/** Take a block back. */
export type Unblock = readonly [
  type: "unblock",
  act: string,
  person: string,
];

/** Report a person to the moderators, with proven utterances where there are any. */
export type Report = readonly [
  type: "report",
  act: string,
  person: string,
  reason: string,
  proofs?: readonly Proof[],
];

/** An utterance from one's own log with the server's MAC (rule CH of the specification). */
export type Proof = readonly [
  utterance: string,
  speaker: string,
  reach: Reach,
  at: number,
  text: string,
  mac: string,
];

/** Staff: this person is not heard for a while. */
export type Mute = readonly [
  type: "mute",
  act: string,
  person: string,
  seconds: number,
  reason: string,
];

/** Staff: put this person in front of the Forum Square's gate. */
export type MoveOut = readonly [
  type: "move_out",
  act: string,
  person: string,
  reason: string,
];

/** Staff: this person leaves and stays away for a while. */
export type Ban = readonly [
  type: "ban",
  act: string,
  person: string,
  seconds: number,
  reason: string,
];

/** Staff: end a mute before its time. A ban is lifted over HTTP: the person is not here. */
export type Lift = readonly [
  type: "lift",
  act: string,
  person: string,
  reason: string,
];

/** This tab hears the voice of a forum, or nothing any more; said anew after every ``hello``. */
export type Listen = readonly [
  type: "listen",
  act: string,
  forum: string,
  on: boolean,
];

/** Staff: this tab carries the microphone of the forum's real hall, or puts it down; the newest tab does. */
export type CarryHall = readonly [
  type: "carry_hall",
  act: string,
  forum: string,
  on: boolean,
];

/** Ask for the server's clock. */
export type Sync = readonly [
  type: "sync",
  sent: number,
];

/** Answer to ``hello``. */
export type Welcome = readonly [
  type: "welcome",
  participant: string,
  slot: number,
  x: number,
  y: number,
  heading: number,
  now: number,
  tickHz: number,
  jitterMs: number,
  view: View,
];

/** An item of a stream. It covers ``(after, seq]``; a break in that chain is a gap. */
export type Event = readonly [
  type: "event",
  stream: string,
  after: number,
  seq: number,
  item: Uttered | Noticed | Became | BlockSet | BlockGone | FlagRaised,
];

/** Words that this participant heard, or said. */
export type Uttered = readonly [
  type: "uttered",
  utterance: string,
  speaker: string,
  name: string,
  role: Role,
  reach: Reach,
  to: string | null,
  text: string,
  at: number,
  x: number,
  y: number,
  hearers: number,
  nudge: string,
  mac: string,
];

/** Who a participant is. Staff are the last four. */
export type Role = "guest" | "citizen" | "moderator" | "clerk" | "officer" | "admin";

/** A notice to this participant; the client words ``notice.<code>``. */
export type Noticed = readonly [
  type: "noticed",
  code: string,
  facts: Readonly<Record<string, string | number>>,
  at: number,
];

/** One's own state changed. */
export type Became = readonly [
  type: "became",
  me: Me,
];

/** One's own state. */
export type Me = readonly [
  participant: string,
  slot: number,
  name: string,
  role: Role,
  look: Look,
  posture: Posture,
  hand: boolean,
  followable: boolean,
  quiet: boolean,
  following: string | null,
  mutedUntil: number,
  ridingTo: string | null,
];

/** A person was put on one's list of blocks. */
export type BlockSet = readonly [
  type: "block_set",
  person: Stranger,
];

/** A blocked person: the name at the time, to recognise one's own list. */
export type Stranger = readonly [
  participant: string,
  name: string,
];

/** A person was taken off one's list of blocks. */
export type BlockGone = readonly [
  type: "block_gone",
  participant: string,
];

/** Staff: something waits for a moderator's eyes (a report or the word filter). */
export type FlagRaised = readonly [
  type: "flag_raised",
  flag: string,
  kind: string,
  person: Stranger,
  text: string,
  at: number,
];

/** The stream goes on where the client was; what was missed follows as events. */
export type Resumed = readonly [
  type: "resumed",
  stream: string,
  epoch: string,
  seq: number,
];

/** The stream starts anew from a snapshot. */
export type Reset = readonly [
  type: "reset",
  stream: string,
  epoch: string,
  seq: number,
  snapshot: Snapshot,
];

/** The whole of an inbox: what all items so far amount to (see ``rooms/replica.py``). */
export type Snapshot = readonly [
  me: Me,
  blocks: readonly Stranger[],
  log: readonly Uttered[],
  notices: readonly Noticed[],
  flags: readonly FlagRaised[],
];

/** An act was carried out. */
export type Done = readonly [
  type: "done",
  act: string,
];

/** An act or a question was refused; the client words ``refusal.<why>``. */
export type Refused = readonly [
  type: "refused",
  act: string,
  why: string,
  facts: Readonly<Record<string, string | number>>,
];

/** How many would hear. */
export type Hearers = readonly [
  type: "hearers",
  ask: string,
  count: number,
];

/** Who is behind slots; ``gone`` are slots with nobody for this asker. */
export type People = readonly [
  type: "people",
  people: readonly Person[],
  gone: readonly number[],
];

/** One participant as others see them. */
export type Person = readonly [
  slot: number,
  participant: string,
  name: string,
  role: Role,
  look: Look,
  followable: boolean,
  place: string | null,
];

/** A page of the list of who is in the square. */
export type Roster = readonly [
  type: "roster",
  ask: string,
  total: number,
  offset: number,
  people: readonly Person[],
];

/** The server put one's avatar somewhere. */
export type Placed = readonly [
  type: "placed",
  x: number,
  y: number,
  heading: number,
  why: string,
];

/** How many are in the square, and where; about every two seconds, the same for all. */
export type Here = readonly [
  type: "here",
  total: number,
  places: Readonly<Record<string, number>>,
  jitterMs: number,
];

/** The server's clock. */
export type Synced = readonly [
  type: "synced",
  sent: number,
  now: number,
];

/** The server is about to close; see the table of goodbyes. */
export type Goodbye = readonly [
  type: "goodbye",
  code: number,
  afterMs: number,
  facts: Readonly<Record<string, string | number>>,
];

export type ClientMessage =
  | Hello
  | Leave
  | Say
  | CountHearers
  | Goto
  | Ride
  | Pose
  | RaiseHand
  | Gesture
  | Change
  | Follow
  | ChangeView
  | Who
  | AskRoster
  | Block
  | Unblock
  | Report
  | Mute
  | MoveOut
  | Ban
  | Lift
  | Listen
  | CarryHall
  | Sync;

export type ServerMessage =
  | Welcome
  | Event
  | Resumed
  | Reset
  | Done
  | Refused
  | Hearers
  | People
  | Roster
  | Placed
  | Here
  | Synced
  | Goodbye;

/** Every way in which the server ends a connection. */
export const GOODBYES: Readonly<Record<number, { name: string; comeBack: boolean; afterMs: number }>> = {
  4000: { name: "restarting", comeBack: true, afterMs: 1000 },
  4001: { name: "too_slow", comeBack: true, afterMs: 500 },
  4002: { name: "silent", comeBack: true, afterMs: 0 },
  4003: { name: "hello_late", comeBack: true, afterMs: 1000 },
  4004: { name: "bad_ticket", comeBack: true, afterMs: 0 },
  4005: { name: "node_trouble", comeBack: true, afterMs: 2000 },
  4006: { name: "busy", comeBack: true, afterMs: 5000 },
  4010: { name: "reload", comeBack: true, afterMs: 0 },
  4500: { name: "replaced", comeBack: false, afterMs: 0 },
  4501: { name: "left", comeBack: false, afterMs: 0 },
  4502: { name: "banned", comeBack: false, afterMs: 0 },
  4503: { name: "session_ended", comeBack: false, afterMs: 0 },
  4504: { name: "abuse", comeBack: false, afterMs: 0 },
  4505: { name: "full", comeBack: false, afterMs: 0 },
};

export const STEP = 0.02;
export const SIDE = 1310.7;
export const WALK_SPEED = 3.0;
export const RUN_SPEED = 6.0;
export const TRAIN_SPEED = 22.0;
export const REACH_SAY = 12.0;
export const REACH_WHISPER = 4.0;
export const REACH_STATION = 25.0;
export const KIND_MESSAGE = 0;
export const KIND_MOVE = 1;
export const KIND_CROWD = 2;
export const KIND_VOICE = 3;
export const KIND_DENSITY = 4;
export const Gait = { STAND: 0, WALK: 1, RUN: 2, SIT: 3, RIDE: 4, GONE: 7 } as const;
export const Presence = { HERE: 0, IDLE: 1, AWAY: 2 } as const;
export const EmoteBits = { NONE: 0, WAVE: 1, CLAP: 2, NOD: 3 } as const;
export const REFUSALS = [
  "malformed",
  "unknown_place",
  "unknown_person",
  "too_far",
  "not_at_station",
  "same_station",
  "riding",
  "empty_text",
  "text_too_long",
  "muted",
  "no_floor",
  "not_in_hall",
  "too_fast",
  "not_followable",
  "too_many_blocks",
  "not_yourself",
  "not_allowed",
  "proof_invalid",
  "already",
  "name_empty",
  "name_too_long",
  "name_reserved",
  "name_taken",
  "name_unreadable",
  "verify_first",
  "full",
  "stale",
  "next_changed",
  "no_such",
  "not_now",
  "forum_not_open",
  "forum_paused",
  "forum_closed",
  "level_needed",
  "attend_first",
  "queue_closed",
  "queue_full",
  "already_waiting",
  "not_present",
  "kind_not_offered",
  "stance_needed",
  "stance_not_offered",
  "nobody_waits",
  "nobody_speaks",
  "nothing_to_undo",
  "reason_needed",
  "out_of_range",
  "not_entitled",
  "voted_already",
  "paper_held",
  "choice_invalid",
  "tracker_invalid",
  "too_early",
  "papers_too_many",
  "paper_missing",
  "other_officer",
  "candidate_question",
  "ballot_runs",
  "slip_taken",
  "linked_already",
  "two_people",
  "removed",
] as const;
