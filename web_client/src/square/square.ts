/**
 * The square as the views see it: the one seam between the engine (net, crowd, steering) and everything that
 * shows it (scene, map, ui). Views read signals and per-frame stores and call acts; no view talks to a socket.
 */

import type { ReadonlySignal } from "@preact/signals";
import type { VoicedForumClient } from "../forum_client/forum_client";
import type { LineState } from "../net/line";
import type { Reach, Role, View } from "../protocol/messages";
import type { Point } from "../world/geometry";
import type { Place, World } from "../world/world";
import type { LookInfo } from "./looks";

/** A pose in metres; heading is radians clockwise from north. */
export interface Pose {
  x: number;
  y: number;
  heading: number;
  /** The state byte of the wire: gait, hand, presence, emote. */
  state: number;
}

export interface PersonInfo {
  readonly slot: number;
  readonly participant: string;
  readonly name: string;
  readonly role: Role;
  readonly look: LookInfo;
  readonly followable: boolean;
  readonly place: string | null;
}

export interface MeInfo extends PersonInfo {
  readonly posture: "stand" | "sit";
  readonly hand: boolean;
  readonly quiet: boolean;
  readonly following: string | null;
  /** Milliseconds UTC of the server; 0 when not muted. */
  readonly mutedUntil: number;
  readonly ridingTo: string | null;
}

/** One line of the readable log. */
export interface LogEntry {
  readonly utterance: string;
  readonly speaker: string;
  readonly name: string;
  readonly role: Role;
  readonly reach: Reach;
  readonly to: string | null;
  readonly text: string;
  /** Milliseconds UTC of the server. */
  readonly at: number;
  readonly where: Point;
  readonly hearers: number;
  /** To the author only: category of a word to think over, else empty. */
  readonly nudge: string;
  readonly mac: string;
  readonly mine: boolean;
}

export interface NoticeInfo {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly at: number;
}

export interface FlagInfo {
  readonly flag: string;
  readonly kind: string;
  readonly participant: string;
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

/** A person near, for the list; recomputed twice a second. */
export interface Nearby {
  readonly info: PersonInfo;
  readonly distance: number;
  /** Bearing relative to the own heading, radians clockwise, 0 is ahead. */
  readonly relative: number;
  readonly state: number;
}

/** Others, by slot. Positions are interpolated at the time asked for; nothing is allocated per frame. */
export interface CrowdStore {
  /** Calls back for every other avatar in view. The pose object is reused: copy what you keep. */
  each(now: number, visit: (slot: number, pose: Readonly<Pose>) => void): void;
  /** Writes the pose of a slot at `now` (performance.now()) and tells whether it is in view. */
  pose(slot: number, now: number, out: Pose): boolean;
  readonly size: number;
  /** Who a slot is, as far as asked; asking is `want`. */
  person(slot: number): PersonInfo | undefined;
  bySlot(participant: string): number | undefined;
  /** Views name the slots they label or list; the engine asks the server in batches of at most 60. */
  want(slots: Iterable<number>): void;
  /** Counts of people beyond the view, by cell of `cellMetres`; empty cells are absent. */
  readonly density: ReadonlyMap<number, number>;
  readonly cellMetres: number;
}

/** A bubble over a head, a few seconds long. */
export interface Bubble {
  readonly slot: number;
  readonly participant: string;
  readonly name: string;
  readonly text: string;
  readonly reach: Reach;
  /** performance.now() at which it goes. */
  readonly until: number;
}

export interface Square {
  readonly world: World;
  readonly line: ReadonlySignal<LineState>;
  readonly me: ReadonlySignal<MeInfo | null>;
  readonly log: ReadonlySignal<readonly LogEntry[]>;
  readonly notices: ReadonlySignal<readonly NoticeInfo[]>;
  readonly flags: ReadonlySignal<readonly FlagInfo[]>;
  readonly blocks: ReadonlySignal<readonly { participant: string; name: string }[]>;
  /** The forum of the hall one stands in, attended over this line. */
  readonly forum: ReadonlySignal<VoicedForumClient | null>;
  readonly here: ReadonlySignal<{ total: number; places: Readonly<Record<string, number>> }>;
  readonly near: ReadonlySignal<readonly Nearby[]>;
  readonly bubbles: ReadonlySignal<readonly Bubble[]>;
  /** Where a walk leads to, if one goes on. */
  readonly walkingTo: ReadonlySignal<{ readonly point: Point; readonly name: string } | null>;
  /** The corners of that walk still ahead, the goal last; empty where none goes on. */
  readonly way: readonly Point[];
  /** The view that the server asked for at the last welcome where it is not the one wished for; else null. */
  readonly advised: ReadonlySignal<View | null>;
  /** The nearest place, twice a second. */
  readonly at: ReadonlySignal<Place | null>;

  readonly crowd: CrowdStore;
  /** The own avatar, moved at once; read per frame. */
  readonly own: Readonly<Pose>;
  /** Advances steering and prediction; called once per animation frame, or by a timer in the list view. */
  frame(now: number): void;

  /** Milliseconds UTC of the server. */
  serverNow(): number;

  // ---- walking: at once on this side, sent as moves
  /** A wish to walk from keys or stick: world axes, length 0 to 1 (above 0.85 runs). */
  steer(x: number, y: number): void;
  walkTo(point: Point, name?: string): boolean;
  walkToPlace(id: string): boolean;
  walkToPerson(participant: string): boolean;
  stop(): void;
  turn(heading: number): void;

  /** Attends the forum that is held where one stands; `null` for none. */
  attendForum(forum: string | null): void;

  // ---- acts: resolve when the server did it, reject with RefusedError
  say(reach: Reach, to: string | null, text: string, id?: string): Promise<void>;
  countHearers(reach: Reach, to: string | null): Promise<number>;
  goto(place: string): Promise<void>;
  ride(station: string): Promise<void>;
  pose(posture: "stand" | "sit"): Promise<void>;
  raiseHand(up: boolean): Promise<void>;
  gesture(emote: "wave" | "clap" | "nod"): Promise<void>;
  change(to: { name?: string; look?: LookInfo; followable?: boolean; quiet?: boolean }): Promise<void>;
  follow(person: string | null): Promise<void>;
  block(person: string): Promise<void>;
  unblock(person: string): Promise<void>;
  report(person: string, reason: string, entries: readonly LogEntry[]): Promise<void>;
  mute(person: string, seconds: number, reason: string): Promise<void>;
  moveOut(person: string, reason: string): Promise<void>;
  ban(person: string, seconds: number, reason: string): Promise<void>;
  lift(person: string, reason: string): Promise<void>;
  roster(search: string, offset: number): Promise<{ total: number; offset: number; people: readonly PersonInfo[] }>;
  leave(): Promise<void>;

  view(view: View, hidden: boolean): void;
  /** Reconnect now, after the person asked for it. */
  again(): void;
}
