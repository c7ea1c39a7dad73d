// Written by agora_server/transport/emit_typescript.py from rooms/wire/messages.py. Do not edit.

export const DIGEST = "c3af409288d0";

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
  requestId: string,
];

/** Say, whisper, speak to the hall or write to one person. */
export type Say = readonly [
  type: "say",
  requestId: string,
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
  requestId: string,
  place: string,
];

/** Board the light rail at the station one stands at, for another one. */
export type Ride = readonly [
  type: "ride",
  requestId: string,
  station: string,
];

/** Sit down or stand up. */
export type Pose = readonly [
  type: "pose",
  requestId: string,
  posture: Posture,
];

/** What a participant can ask their avatar to do and keep doing. */
export type Posture = "stand" | "sit";

/** Raise or lower one's hand. */
export type RaiseHand = readonly [
  type: "raise_hand",
  requestId: string,
  up: boolean,
];

/** Make a short gesture. */
export type Gesture = readonly [
  type: "gesture",
  requestId: string,
  emote: Emote,
];

/** Short gestures, shown for three seconds. */
export type Emote = "wave" | "clap" | "nod";

/** Change name, look or settings; ``None`` keeps. */
export type Change = readonly [
  type: "change",
  requestId: string,
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
  requestId: string,
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

/** Ask for a page of the list of who is in the square, sorted by the rule of ``rooms/square/roster.py``. */
export type AskRoster = readonly [
  type: "ask_roster",
  ask: string,
  search?: string,
  offset?: number,
];

/** Block a person: mutual, held by the server. */
export type Block = readonly [
  type: "block",
  requestId: string,
  person: string,
];

/** Take a block back. */
export type Unblock = readonly [
  type: "unblock",
  requestId: string,
  person: string,
];

/** Report a person to the moderators, with proven utterances where there are any. */
export type Report = readonly [
  type: "report",
  requestId: string,
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
  requestId: string,
  person: string,
  seconds: number,
  reason: string,
];

/** Staff: put this person in front of the Forum Square's gate. */
export type MoveOut = readonly [
  type: "move_out",
  requestId: string,
  person: string,
  reason: string,
];

/** Staff: this person leaves and stays away for a while. */
export type Ban = readonly [
  type: "ban",
  requestId: string,
  person: string,
  seconds: number,
  reason: string,
];

/** Staff: end a mute before its time. A ban is lifted over HTTP: the person is not here. */
export type Lift = readonly [
  type: "lift",
  requestId: string,
  person: string,
  reason: string,
];

/** This tab hears the voice of a forum, or nothing any more; said anew after every ``hello``. */
export type Listen = readonly [
  type: "listen",
  requestId: string,
  forum: string,
  on: boolean,
];

/** Staff: this tab carries the microphone of the forum's real hall, or puts it down; the newest tab does. */
export type CarryVenueAudio = readonly [
  type: "carry_hall",
  requestId: string,
  forum: string,
  on: boolean,
];

/** Ask for the server's clock. */
export type Sync = readonly [
  type: "sync",
  sent: number,
];

/** Attend a forum with this tab: the stream ``forum:<id>`` begins. The desk needs staff. */
export type Attend = readonly [
  type: "attend",
  requestId: string,
  forum: string,
  view: ForumView,
  name?: string,
  district?: string,
];

/** Who looks. */
export type ForumView = "light" | "screen" | "desk";

/** This tab attends no more. A place in the queue stays. */
export type LeaveForum = readonly [
  type: "leave_forum",
  requestId: string,
  forum: string,
];

/** Have something happen in a forum that this tab attends. */
export type GiveCommand = readonly [
  type: "give_order",
  requestId: string,
  forum: string,
  order: AnyClientCommand,
];

/** Begin. */
export interface OpenForum {
  readonly order: "open_forum";
}

/** Stop floor, questions and new guests at once. */
export interface PauseForum {
  readonly order: "pause_forum";
  readonly reason: string;
}

/** Go on. */
export interface ResumeForum {
  readonly order: "resume_forum";
}

/** End the forum for good. */
export interface CloseForum {
  readonly order: "close_forum";
}

/** Tell everybody something, on every view; an empty text takes it back. */
export interface Announce {
  readonly order: "announce";
  readonly text: string;
}

/** Say that a call for help was taken care of. */
export interface FinishHelp {
  readonly order: "finish_help";
  readonly signal: Signal;
  readonly saw: number;
}

/** What a listener shows without words: counted for some time, never kept. */
export type Signal = "applause" | "cant_hear" | "slower";

/** Let one person put one question in writing per ``seconds``; 0 ends it. */
export interface SetSlow {
  readonly order: "set_slow";
  readonly seconds: number;
}

/** Add an item; ``place`` from 0, -1 for the end. */
export interface AddItem {
  readonly order: "add_item";
  readonly title: string;
  readonly kind: ItemKind;
  readonly minutes: number;
  readonly speech_s?: number;
  readonly place?: number;
}

/** What an item of the agenda is for. */
export type ItemKind = "talk" | "debate" | "speeches" | "questions" | "ballot" | "break";

/** Change an item that waits. */
export interface ChangeItem {
  readonly order: "change_item";
  readonly item: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly minutes: number;
  readonly speech_s?: number;
  readonly saw: number;
}

/** Put an item at another place. */
export interface MoveItem {
  readonly order: "move_item";
  readonly item: string;
  readonly place: number;
  readonly saw: number;
}

/** Take an item off. */
export interface RemoveItem {
  readonly order: "remove_item";
  readonly item: string;
  readonly saw: number;
}

/** Begin an item; the one that runs is finished. */
export interface StartItem {
  readonly order: "start_item";
  readonly item: string;
  readonly saw: number;
}

/** Finish the item that runs. */
export interface FinishItem {
  readonly order: "finish_item";
  readonly item: string;
  readonly saw: number;
}

/** Finish the item that runs and begin the one behind it. */
export interface NextItem {
  readonly order: "next_item";
  readonly saw: number;
}

/** Give the running item more time. */
export interface ExtendItem {
  readonly order: "extend_item";
  readonly item: string;
  readonly seconds: number;
  readonly saw: number;
}

/** Open or close the queue, or keep it to who is present. */
export interface SetQueue {
  readonly order: "set_queue";
  readonly open: boolean;
  readonly present_only?: boolean;
}

/** Ask for the floor; ``person`` names whom a clerk asks for, empty for oneself. */
export interface AskFloor {
  readonly order: "ask_floor";
  readonly kind?: Kind;
  readonly stance?: Stance;
  readonly note?: string;
  readonly person?: string;
}

/** What one asks the floor for; the order of the names is the order of the queue. */
export type Kind = "interposed" | "intervention" | "point_of_order" | "normal";

/** For which camp one speaks. */
export type Stance = "pro" | "con" | "none";

/** Take a request back; staff may take back anybody's. */
export interface WithdrawFloor {
  readonly order: "withdraw_floor";
  readonly entry: string;
}

/** Give the floor to who is next: ``entry``, as the moderator view showed it. */
export interface CallNext {
  readonly order: "call_next";
  readonly entry: string;
  readonly saw: number;
}

/** Give the floor to an entry of one's choice, with a reason unless it is next. */
export interface CallPerson {
  readonly order: "call_person";
  readonly entry: string;
  readonly saw: number;
  readonly reason?: string;
}

/** Put an entry at a place from 1, with a reason; 0 gives it back to the order. */
export interface MoveEntry {
  readonly order: "move_entry";
  readonly entry: string;
  readonly place: number;
  readonly saw: number;
  readonly reason?: string;
}

/** Stop the speech and its clock. */
export interface PauseSpeech {
  readonly order: "pause_speech";
  readonly saw: number;
}

/** Let the speech go on. */
export interface ResumeSpeech {
  readonly order: "resume_speech";
  readonly saw: number;
}

/** Give the speech more time (or less). */
export interface ExtendSpeech {
  readonly order: "extend_speech";
  readonly seconds: number;
  readonly saw: number;
}

/** End the speech. */
export interface StopSpeech {
  readonly order: "stop_speech";
  readonly saw: number;
}

/** The speaker has finished. */
export interface YieldFloor {
  readonly order: "yield_floor";
}

/** Take the last call back. */
export interface UndoCall {
  readonly order: "undo_call";
  readonly saw: number;
}

/** Say something with the floor, typed. */
export interface Speak {
  readonly order: "speak";
  readonly text: string;
}

/** Write down what the speaker says. */
export interface Caption {
  readonly order: "caption";
  readonly text: string;
}

/** Correct one of the last lines, by a captioner or staff. */
export interface Correct {
  readonly order: "correct";
  readonly row: number;
  readonly text: string;
}

/** Take one of the last lines off the screens. */
export interface TakeOff {
  readonly order: "take_off";
  readonly row: number;
  readonly reason: string;
}

/** Check a person in at the door to a numbered slip. */
export interface CheckIn {
  readonly order: "check_in";
  readonly slip: number;
  readonly level: Level;
  readonly name?: string;
  readonly district?: string;
}

/** How well a person is known. ``LEVELS`` orders them. */
export type Level = "guest" | "named" | "citizen";

/** Hold somebody back for so many minutes; 0 until the forum ends. They hear, see and vote as before. */
export interface MutePerson {
  readonly order: "mute_person";
  readonly person: string;
  readonly minutes: number;
  readonly reason: string;
}

/** Let somebody speak and ask again. A timer names the end of the mute that it lifts. */
export interface UnmutePerson {
  readonly order: "unmute_person";
  readonly person: string;
  readonly until?: number;
}

/** Remove somebody from the forum. */
export interface Remove {
  readonly order: "remove";
  readonly person: string;
  readonly reason: string;
}

/** Hand a paper ballot out. */
export interface IssuePaper {
  readonly order: "issue_paper";
  readonly ballot: string;
  readonly person: string;
}

/** Take an unused paper back. */
export interface ReturnPaper {
  readonly order: "return_paper";
  readonly ballot: string;
  readonly person: string;
}

/** Prepare a ballot. */
export interface CreateBallot {
  readonly order: "create_ballot";
  readonly terms: Terms;
}

/** What a ballot is about and how it is decided; never changes once it is created. */
export interface Terms {
  readonly question: string;
  readonly options: readonly Option[];
  readonly method: Method;
  readonly secrecy: Secrecy;
  readonly base: Base;
  readonly quorum_of: QuorumOf;
  readonly quorum_per_mille: number;
  readonly majority: Majority;
  readonly item: string;
  readonly least: number;
  readonly most: number;
  readonly top: number;
  readonly min_open_s: number;
  readonly open_s: number;
  readonly late: boolean;
}

/** Something that can be chosen. */
export interface Option {
  readonly id: string;
  readonly label: string;
}

/** How one chooses. */
export type Method = "single" | "multiple" | "yes_no" | "score";

/** Whether a choice is tied to its voter. */
export type Secrecy = "named" | "hidden";

/** What 100 % is. */
export type Base = "yes_no" | "valid" | "cast" | "present" | "entitled";

/** Of what number a quorum is a share. */
export type QuorumOf = "nobody" | "present" | "entitled";

/** What it takes to be adopted. */
export type Majority = "relative" | "simple" | "two_thirds";

/** Drop a ballot that has not started. */
export interface DropBallot {
  readonly order: "drop_ballot";
  readonly ballot: string;
  readonly saw: number;
}

/** Open the voting. */
export interface StartBallot {
  readonly order: "start_ballot";
  readonly ballot: string;
  readonly saw: number;
}

/** Keep the voting open for longer. */
export interface ExtendBallot {
  readonly order: "extend_ballot";
  readonly ballot: string;
  readonly seconds: number;
  readonly saw: number;
}

/** End the voting. */
export interface FinishBallot {
  readonly order: "finish_ballot";
  readonly ballot: string;
  readonly saw: number;
}

/** Vote. ``tracker``: drawn by the voter, for a hidden ballot; empty for a named one. */
export interface Cast {
  readonly order: "cast";
  readonly ballot: string;
  readonly choice: Readonly<Record<string, number>>;
  readonly tracker?: string;
}

/** Enter what the papers say: how many lay in the box, points by option, invalid ones among them. */
export interface EnterPaper {
  readonly order: "enter_paper";
  readonly ballot: string;
  readonly papers: number;
  readonly totals: Readonly<Record<string, number>>;
  readonly invalid?: number;
}

/** Show the result. */
export interface PublishBallot {
  readonly order: "publish_ballot";
  readonly ballot: string;
  readonly saw: number;
}

/** Ask in writing. */
export interface AskQuestion {
  readonly order: "ask_question";
  readonly text: string;
}

/** Want a question answered, or not any more. */
export interface VoteQuestion {
  readonly order: "vote_question";
  readonly question: string;
  readonly wanted: boolean;
}

/** Show, hide, take up, answer or promise. */
export interface MoveQuestion {
  readonly order: "move_question";
  readonly question: string;
  readonly to: QuestionState;
  readonly saw: number;
  readonly department?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly answer?: string;
}

/** How far a citizen's question is. */
export type QuestionState = "new" | "asked" | "shown" | "hidden" | "merged" | "taken" | "answered" | "promised";

/** Put a question into another one. */
export interface MergeQuestion {
  readonly order: "merge_question";
  readonly question: string;
  readonly into: string;
  readonly saw: number;
}

/** Applaud, say that one cannot hear, ask to go slower: counted, never kept. */
export type ShowSignal = readonly [
  type: "show_signal",
  requestId: string,
  forum: string,
  signal: Signal,
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
  code: NoticeCode,
  facts: Readonly<Record<string, string | number>>,
  at: number,
];

/** What a participant is told of, beside what they did. The catalogue ``notice.<code>`` words each one. */
export type NoticeCode = "followed" | "follow_ended" | "report_received" | "muted" | "unmuted" | "moved_out" | "lifted" | "renamed";

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

/** The whole of an inbox: what all items so far amount to (see ``rooms/square/replica.py``). */
export type Snapshot = readonly [
  me: Me,
  blocks: readonly Stranger[],
  log: readonly Uttered[],
  notices: readonly Noticed[],
  flags: readonly FlagRaised[],
];

/** A forum's stream starts anew: all parts of the view, and ``mine`` for who attends. */
export type ForumReset = readonly [
  type: "forum_reset",
  stream: string,
  epoch: string,
  seq: number,
  view: ForumView,
  parts: readonly AnyPart[],
];

/** What was announced, and how far the forum is. */
export interface HeadPart {
  readonly part: "head";
  readonly title: string;
  readonly hall: string;
  readonly phase: Phase;
  readonly opens_at: number;
  readonly opened_at: number;
  readonly closed_at: number;
  readonly cancelled: string;
  readonly rules: Rules;
  readonly details: Details;
}

/** How far a forum is. */
export type Phase = "planned" | "open" | "paused" | "closed";

/** The rules of a forum. */
export interface Rules {
  readonly speech_s: number;
  readonly intervention_s: number;
  readonly interposed_s: number;
  readonly point_of_order_s: number;
  readonly camps: boolean;
  readonly first_camp: Stance;
  readonly camp_budget_s: number;
  readonly order: readonly Key[];
  readonly overtake_limit: number;
  readonly grace_s: number;
  readonly present_only: boolean;
  readonly hard_stop: boolean;
  readonly kinds: readonly Kind[];
  readonly levels: Levels;
  readonly ballot: BallotRules;
  readonly question_order: QuestionOrder;
  readonly voice_recorded: boolean;
}

/** What can decide who is next: the keys of fair order, and the reasons shown with a place. */
export type Key = "kind" | "moderator" | "balance" | "alternate_camp" | "waited" | "kept" | "alternate_channel" | "first_time" | "least_spoken" | "request_time";

/** Which level each act needs. Voting without a check is refused by default (consul#4576: it was not). */
export interface Levels {
  readonly attend: Level;
  readonly ask: Level;
  readonly question: Level;
  readonly vote: Level;
}

/** What a ballot of this forum is unless the officer says otherwise. */
export interface BallotRules {
  readonly secrecy: Secrecy;
  readonly base: Base;
  readonly quorum_of: QuorumOf;
  readonly quorum_per_mille: number;
  readonly majority: Majority;
  readonly min_open_s: number;
  readonly open_s: number;
  readonly late: boolean;
}

/** How questions are listed. */
export type QuestionOrder = "votes" | "time";

/** What an officer announces beside the agenda; public, of the city. */
export interface Details {
  readonly about: string;
  readonly panel: readonly string[];
  readonly documents: readonly Document[];
  readonly live: string | null;
  readonly sign: string | null;
  readonly live_delay_s: number;
  readonly practice: boolean;
}

/** Something to read beforehand. */
export interface Document {
  readonly title: string;
  readonly url: string;
}

/** What staff tell everybody, and since when; an empty text while there is nothing. */
export interface AnnouncementPart {
  readonly part: "announcement";
  readonly text: string;
  readonly at: number;
}

/** The items, the one that runs, and its countdown. */
export interface AgendaPart {
  readonly part: "agenda";
  readonly items: readonly Item[];
  readonly running: string;
  readonly clock: Countdown | null;
}

/** An item of the agenda. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly minutes: number;
  readonly speech_s: number;
  readonly state: ItemState;
  readonly started_at: number;
  readonly finished_at: number;
}

/** How far an item is. */
export type ItemState = "waiting" | "running" | "finished";

/** A countdown. */
export interface Countdown {
  readonly total: number;
  readonly remaining: number;
  readonly ends_at: number | null;
}

/** Who speaks, who is waited for, whether the queue is open, what one may ask for. */
export interface FloorPart {
  readonly part: "floor";
  readonly speaker: Speaker | null;
  readonly summoned: Summoned | null;
  readonly open: boolean;
  readonly present_only: boolean;
  readonly offers: readonly Kind[];
  readonly stances: boolean;
}

/** Who has the floor, and the clock as data. */
export interface Speaker {
  readonly entry: string;
  readonly person: string;
  readonly name: string;
  readonly kind: Kind;
  readonly stance: Stance;
  readonly channel: Channel;
  readonly slip: number;
  readonly running: boolean;
  readonly started_at: number;
  readonly clock: Countdown;
  readonly suspended: string;
}

/** How one attends. On-site comes from the clerk or the venue's code, never from one's own word. */
export type Channel = "online" | "onsite";

/** Who was called while away, and until when they are waited for. */
export interface Summoned {
  readonly entry: string;
  readonly person: string;
  readonly name: string;
  readonly until: number;
}

/** Who is next: three on the display view, a dozen on the participant view, all at the moderator view. */
export interface QueuePart {
  readonly part: "queue";
  readonly rows: readonly QueueRowView[];
  readonly waiting: number;
}

/** One place of the queue: the same words beside it on every view. */
export interface QueueRowView {
  readonly entry: string;
  readonly person: string;
  readonly name: string;
  readonly kind: Kind;
  readonly stance: Stance;
  readonly channel: Channel;
  readonly slip: number;
  readonly place: QueuePlace;
  readonly present: boolean;
  readonly overtaken: number;
  readonly pinned: boolean;
  readonly reason: string;
  readonly note: string;
}

/** One place of the queue. */
export interface QueuePlace {
  readonly entry: string;
  readonly place: number;
  readonly reasons: readonly Key[];
  readonly away: boolean;
  readonly wait: number;
}

/** Spoken milliseconds, visible to all; ``gap``: by how much pro is ahead of con. */
export interface SpokenPart {
  readonly part: "spoken";
  readonly camps: Readonly<Record<string, number>>;
  readonly given: Readonly<Record<string, number>>;
  readonly channels: Readonly<Record<string, number>>;
  readonly gap: number;
}

/** The ballot that runs, else the one that was started last. */
export interface BallotPart {
  readonly part: "ballot";
  readonly ballot: BallotView | null;
}

/** A ballot; figures only once it is published (at the moderator view: once it is counted). */
export interface BallotView {
  readonly id: string;
  readonly terms: Terms;
  readonly state: BallotState;
  readonly started_at: number;
  readonly ends_at: number;
  readonly voted: number;
  readonly entitled: number;
  readonly result: ResultView | null;
  readonly version: number;
}

/** How far a ballot is. */
export type BallotState = "new" | "created" | "started" | "finished" | "published";

/** What a ballot came to, with the figures that every view shows alike. */
export interface ResultView {
  readonly outcome: Outcome;
  readonly tally: Readonly<Record<string, number>>;
  readonly online: number;
  readonly papers: number;
  readonly invalid: number;
  readonly entitled: number;
  readonly present: number;
  readonly base: number;
  readonly quorum: number;
  readonly winner: string;
  readonly unanimous: boolean;
  readonly figures: ResultFigures;
}

/** What a ballot came to. */
export type Outcome = "adopted" | "rejected" | "tie" | "no_quorum" | "no_votes" | "counted";

/** The figures of a result as views and minutes show them. */
export interface ResultFigures {
  readonly options: readonly OptionFigures[];
  readonly voted: number;
  readonly quorum_met: boolean;
  readonly needed: number | null;
  readonly line: number | null;
  readonly division: Division | null;
}

/** What an option got. */
export interface OptionFigures {
  readonly option: string;
  readonly votes: number;
  readonly share: number | null;
  readonly bar: number;
}

/** The one division that the verdict rests on, for anybody to check: votes by the base, in thousandths. */
export interface Division {
  readonly option: string;
  readonly votes: number;
  readonly share: number;
}

/** The last words said with the floor, the newest last. */
export interface LinesPart {
  readonly part: "lines";
  readonly lines: readonly LineView[];
}

/** Words said with the floor; ``before``: what stood there before a correction. */
export interface LineView {
  readonly row: number;
  readonly person: string;
  readonly name: string;
  readonly text: string;
  readonly caption: boolean;
  readonly before: string;
}

/** How many attend now, and how many of them in the hall. */
export interface PresentPart {
  readonly part: "present";
  readonly present: number;
  readonly onsite: number;
}

/** Questions that everybody sees; at the moderator view all of them. */
export interface QuestionsPart {
  readonly part: "questions";
  readonly questions: readonly QuestionView[];
  readonly asked: number;
  readonly slow: number;
}

/** A question with its votes. */
export interface QuestionView {
  readonly id: string;
  readonly text: string;
  readonly state: QuestionState;
  readonly asked_at: number;
  readonly votes: number;
  readonly department: string;
  readonly until: string;
  readonly answer: string;
  readonly version: number;
}

/** What listeners showed lately, calls for help until they are done; ``helped`` tells who called that they are. */
export interface SignalsPart {
  readonly part: "signals";
  readonly counts: readonly SignalCount[];
  readonly helped: readonly HelpView[];
}

/** How many showed something lately, by where they are. */
export interface SignalCount {
  readonly signal: Signal;
  readonly online: number;
  readonly onsite: number;
}

/** Up to when calls for help of a kind are done; who did it stands among the acts. */
export interface HelpView {
  readonly signal: Signal;
  readonly at: number;
  readonly version: number;
}

/** The head of the record, for the display view: rows, hash, time of the last row. */
export interface RecordPart {
  readonly part: "record";
  readonly count: number;
  readonly hash: string;
  readonly at: number;
}

/** My own part. */
export interface MinePart {
  readonly part: "mine";
  readonly person: string;
  readonly level: Level;
  readonly channel: Channel;
  readonly slip: number;
  readonly removed: boolean;
  readonly muted: MuteView | null;
  readonly ask_needs: Level | null;
  readonly question_needs: Level | null;
  readonly entry: string;
  readonly kind: Kind | null;
  readonly place: QueuePlace | null;
  readonly speaking: boolean;
  readonly called_until: number;
  readonly spoken: number;
  readonly ballot: MyBallot | null;
  readonly questions: readonly QuestionView[];
  readonly asked: readonly string[];
  readonly wanted: readonly string[];
}

/** I am held back, until then (0: to the end of the forum) and why; the reason may be gone by law. */
export interface MuteView {
  readonly until: number;
  readonly reason: string;
}

/** What I can do with the ballot: vote, or why not (the code of a refusal). */
export interface MyBallot {
  readonly id: string;
  readonly may: boolean;
  readonly why: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly voted_at: number;
  readonly choice: Readonly<Record<string, number>>;
}

/** The versions that commands of staff must name, and all ballots. */
export interface ModeratorPart {
  readonly part: "desk";
  readonly floor_version: number;
  readonly agenda_version: number;
  readonly forum_version: number;
  readonly undo: boolean;
  readonly ballots: readonly BallotView[];
  readonly papers: readonly PaperView[];
}

/** How far the papers are; what an officer entered is nobody's to see before both agree. */
export interface PaperView {
  readonly ballot: string;
  readonly issued: number;
  readonly entered: readonly string[];
  readonly agreed: boolean;
  readonly disputed: boolean;
}

/** The last acts of staff, the newest last. */
export interface ActsPart {
  readonly part: "acts";
  readonly acts: readonly ActView[];
}

/** Something staff did: the moderator view shows the last ones with their reasons. */
export interface ActView {
  readonly row: number;
  readonly at: number;
  readonly who: string;
  readonly did: string;
  readonly about: string;
  readonly reason: string;
}

/** Everybody with a slip, by its number. */
export interface OnsitePart {
  readonly part: "onsite";
  readonly people: readonly OnsiteView[];
}

/** Somebody with a slip. */
export interface OnsiteView {
  readonly person: string;
  readonly slip: number;
  readonly name: string;
  readonly level: Level;
  readonly present: boolean;
  readonly paper: readonly string[];
  readonly linked: boolean;
}

/** A forum went on to row ``seq``: the parts that changed since ``after``, each whole. */
export type ForumUpdated = readonly [
  type: "forum_changed",
  stream: string,
  after: number,
  seq: number,
  parts: readonly AnyPart[],
];

/** An act was carried out. */
export type Done = readonly [
  type: "done",
  requestId: string,
];

/** An act or a question was refused; the client words ``refusal.<why>``. */
export type Refused = readonly [
  type: "refused",
  requestId: string,
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

/** The server is about to close; see the table of close codes. */
export type Closing = readonly [
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
  | CarryVenueAudio
  | Sync
  | Attend
  | LeaveForum
  | GiveCommand
  | ShowSignal;

export type ServerMessage =
  | Welcome
  | Event
  | Resumed
  | Reset
  | ForumReset
  | ForumUpdated
  | Done
  | Refused
  | Hearers
  | People
  | Roster
  | Placed
  | Here
  | Synced
  | Closing;

export type AnyClientCommand =
  | OpenForum
  | PauseForum
  | ResumeForum
  | CloseForum
  | Announce
  | FinishHelp
  | SetSlow
  | AddItem
  | ChangeItem
  | MoveItem
  | RemoveItem
  | StartItem
  | FinishItem
  | NextItem
  | ExtendItem
  | SetQueue
  | AskFloor
  | WithdrawFloor
  | CallNext
  | CallPerson
  | MoveEntry
  | PauseSpeech
  | ResumeSpeech
  | ExtendSpeech
  | StopSpeech
  | YieldFloor
  | UndoCall
  | Speak
  | Caption
  | Correct
  | TakeOff
  | CheckIn
  | MutePerson
  | UnmutePerson
  | Remove
  | IssuePaper
  | ReturnPaper
  | CreateBallot
  | DropBallot
  | StartBallot
  | ExtendBallot
  | FinishBallot
  | Cast
  | EnterPaper
  | PublishBallot
  | AskQuestion
  | VoteQuestion
  | MoveQuestion
  | MergeQuestion;

export type AnyPart =
  | HeadPart
  | AnnouncementPart
  | AgendaPart
  | FloorPart
  | QueuePart
  | SpokenPart
  | BallotPart
  | LinesPart
  | PresentPart
  | QuestionsPart
  | SignalsPart
  | RecordPart
  | MinePart
  | ModeratorPart
  | ActsPart
  | OnsitePart;

/** Every way in which the server ends a connection. */
export const CLOSE_CODES: Readonly<Record<number, { name: string; comeBack: boolean; afterMs: number }>> = {
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
export const SLOW_SECONDS = [0, 10, 30, 60] as const;
export const MUTE_MINUTES = [5, 15, 0] as const;
export const LOOK_CHOICES = {"figure": 4, "hairStyle": 4, "top": 15, "bottom": 6, "hair": 7, "skin": 5} as const;
export const TEXT_LIMITS = {"label": 300, "note": 200, "reason": 500, "words": 2000} as const;
export const PLAN_LIMITS = {"items": 50, "minutes": 480, "speech": 3600, "about": 2000, "panel": 30, "documents": 30} as const;
export const ADDRESS = "^https://(?:[^\\s<>\\\"'/?#:;,@()\\[\\]\\\\]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?(?:[/?#][^\\s<>\"]*)?(?![\\s\\S])";
export const MAX_OPTIONS = 20;
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
  "hall_paused",
  "slow_chat",
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
  "unreadable",
  "internal",
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
  "slow_mode",
  "held_back",
  "removed",
] as const;
export const PROBLEMS = [
  "sign_in_first",
  "sign_in_failed",
  "code_needed",
  "code_wrong",
  "locked",
  "foreign_origin",
  "under_14",
  "consent_needed",
  "banned",
  "reload",
  "busy",
  "code_for_citizens",
  "code_invalid",
  "too_many_codes",
  "unknown_batch",
  "venue_code_invalid",
  "slip_invalid",
  "slips_range",
  "no_identity",
  "identity_invalid",
  "identity_other",
  "identity_rests",
  "not_of_gimhae",
  "invite_gone",
  "login_taken",
  "password_short",
  "handover_gone",
  "unknown_account",
  "unknown_ban",
  "unknown_flag",
  "unknown_forum",
  "unknown_format",
  "forum_goes_on",
  "not_published",
  "exports_busy",
  "too_large",
  "too_slow",
] as const;
export const NOTICES = [
  "followed",
  "follow_ended",
  "report_received",
  "muted",
  "unmuted",
  "moved_out",
  "lifted",
  "renamed",
] as const;
