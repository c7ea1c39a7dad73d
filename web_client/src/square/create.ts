/**
 * Composes the engine: the one implementation of `Square`. Page, network, time and dice are handed in.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { Acts } from "../net/acts";
import type { Connection } from "../net/connection";
import {
  HOUSEKEEPING_MS,
  type LineOptions,
  type LineState,
  lineOf,
  openLine,
  readMessage,
  SYNC_MS,
  syncFrame,
} from "../net/line";
import type { LineEvent, State } from "../net/reconnect";
import { ServerClock } from "../net/server_time";
import { MAX_POSITIONS } from "../net/streams";
import {
  type ClientMessage,
  DIGEST,
  KIND_CROWD,
  KIND_DENSITY,
  KIND_MESSAGE,
  type View,
  type Welcome,
} from "../protocol/messages";
import { toMetres, toRadians } from "../protocol/units";
import { encode, kindOf } from "../protocol/wire";
import type { Point } from "../world/geometry";
import { nearestPlace, type Place, type World } from "../world/world";
import { standing, withEntry } from "./bubbles";
import { Crowd } from "./crowd";
import { EngineActs } from "./engine_acts";
import type { Ground } from "./ground";
import { HallHere } from "./hall_here";
import { type Desk, Inbox } from "./inbox";
import { NEAR_MS, nearby } from "./near";
import type { Bubble, LogEntry, Nearby, Pose, Square } from "./square";
import { LEAST_WISH } from "./steering";
import { Trail } from "./trail";
import { Walking } from "./walking";

export interface SquareOptions extends LineOptions {
  readonly world: World;
  readonly ground: Ground;
  readonly view: View;
  /** Walking by hand ended a follow. */
  readonly letGo?: () => void;
}

/** Returns the square, already connecting. */
export function createSquare(options: SquareOptions): Engine {
  return new Engine(options);
}

export class Engine extends EngineActs implements Square {
  readonly world: World;
  readonly crowd: Crowd;
  readonly line: ReadonlySignal<LineState>;
  readonly near = signal<readonly Nearby[]>([]);
  readonly bubbles = signal<readonly Bubble[]>([]);
  readonly at = signal<Place | null>(null);
  readonly advised = signal<View | null>(null);
  readonly #options: SquareOptions;
  readonly #line = signal<State | null>(null);
  readonly #inbox: Inbox;
  readonly #walking: Walking;
  readonly #connection: Connection;
  readonly #here: HallHere;
  readonly #clock = new ServerClock();
  readonly #trail = new Trail();
  readonly #tab: string;
  #housekeeping: ReturnType<typeof setInterval> | undefined;
  readonly #pose: Pose = { x: 0, y: 0, heading: 0, state: 0 };
  #view: View;
  /** The view that the last hello named: what the server's answer is to be compared with. */
  #greeted: View;
  #hidden = false;
  #nearAt = Number.NEGATIVE_INFINITY;
  #syncAt = 0;
  /** Whom one lets go of by walking oneself, until the server says so too. */
  #left: string | null = null;

  constructor(options: SquareOptions) {
    super(new Acts((message) => this.#send(message), options.newId, options.now));
    this.#options = options;
    this.world = options.world;
    this.#view = options.view;
    this.#greeted = options.view;
    this.#tab = options.newId();
    this.#walking = new Walking(options.ground, (frame) => this.#connection.sendMove(frame));
    this.crowd = new Crowd(this.#walking.record);
    this.#inbox = new Inbox(this.acts, this.#desk());
    this.line = computed(() => lineOf(this.#line.value));
    this.#here = this.#hallHere();
    this.#connection = this.#connect();
    this.#line.value = this.#connection.state;
    this.#startHouse();
  }

  // ---- what views read

  get me() {
    return this.#inbox.me;
  }

  get log() {
    return this.#inbox.log;
  }

  get notices() {
    return this.#inbox.notices;
  }

  get flags() {
    return this.#inbox.flags;
  }

  get blocks() {
    return this.#inbox.blocks;
  }

  get here() {
    return this.#inbox.here;
  }

  get forum() {
    return this.#here.forum;
  }

  get walkingTo() {
    return this.#walking.goal;
  }

  get own(): Readonly<Pose> {
    return this.#walking.own;
  }

  get way(): readonly Point[] {
    return this.#walking.way;
  }

  serverNow(): number {
    return this.#clock.now(this.#options.now());
  }

  frame(now: number): void {
    this.#walking.frame(now, this.me.value?.posture === "sit");
    const slots = this.crowd.questions(now);
    if (slots !== null) this.#send(["who", slots]);
    const bubbles = standing(this.bubbles.value, now);
    if (bubbles !== this.bubbles.value) this.bubbles.value = bubbles;
    if (now - this.#nearAt >= NEAR_MS) this.#look(now);
  }

  // ---- walking

  steer(x: number, y: number): void {
    if (Math.hypot(x, y) >= LEAST_WISH) this.#letGo();
    this.#walking.steer(x, y);
  }

  walkTo(point: Point, name = ""): boolean {
    this.#letGo();
    return this.#walking.walkTo(point, name);
  }

  walkToPlace(id: string): boolean {
    const place = this.world.places.get(id);
    if (place === undefined) return false;
    const [x, y] = place.entrance;
    return this.walkTo({ x, y }, place.ko);
  }

  walkToPerson(participant: string): boolean {
    const slot = this.crowd.bySlot(participant);
    if (slot === undefined || !this.crowd.pose(slot, this.#options.now(), this.#pose)) return false;
    if (participant !== this.me.value?.following) this.#letGo();
    return this.#walking.walkUpTo(this.#pose, this.crowd.person(slot)?.name ?? "");
  }

  stop(): void {
    this.#walking.stop();
  }

  turn(heading: number): void {
    this.#walking.turn(heading);
  }

  override follow(person: string | null): Promise<void> {
    this.#left = null;
    return super.follow(person);
  }

  attendForum(forum: string | null): void {
    this.#here.attend(forum);
  }

  // ---- the line

  view(view: View, hidden: boolean): void {
    this.#view = view;
    this.#hidden = hidden;
    if (hidden) this.#rest();
    this.#send(["change_view", view, hidden]);
    this.#connection.event({ kind: "visible", visible: !hidden });
  }

  again(): void {
    this.#startHouse();
    this.#connection.event({ kind: "again" });
  }

  online(): void {
    this.#connection.event({ kind: "online" });
  }

  /** A speaker's line comes back at once. */
  urgent(urgent: boolean): void {
    this.#connection.event({ kind: "urgent", urgent });
  }

  /** Lets go of the line and of all timers. */
  dispose(): void {
    clearInterval(this.#housekeeping);
    this.#connection.dispose();
    this.acts.fail("no_answer");
    this.#here.fail("no_answer");
  }

  // ---- inside

  #connect(): Connection {
    return openLine(this.#options, {
      greeting: () => this.#greeting(),
      take: (frame) => this.#take(frame),
      changed: (state) => this.#changed(state),
      visible: !this.#hidden,
    });
  }

  #hallHere(): HallHere {
    return new HallHere({
      line: () => this.line,
      send: (message) => this.#send(message),
      sendVoice: (frame) => this.#connection.sendVoice(frame),
      gap: () => this.#event({ kind: "gap" }),
      serverNow: () => this.serverNow(),
      newId: this.#options.newId,
      now: this.#options.now,
      again: () => this.again(),
    });
  }

  #greeting(): Uint8Array<ArrayBuffer> {
    this.#greeted = this.#view;
    const positions = [...this.#here.positions(), ...this.#inbox.streams.positions()].slice(0, MAX_POSITIONS);
    return encode(["hello", DIGEST, this.#tab, this.#view, positions]);
  }

  #take(frame: Uint8Array): void {
    const now = this.#options.now();
    const kind = kindOf(frame);
    if (kind === KIND_CROWD) this.crowd.takeCrowd(frame, now);
    else if (kind === KIND_DENSITY) this.crowd.takeDensity(frame, now);
    else if (kind === KIND_MESSAGE) this.#takeMessage(frame);
    else this.#here.takeVoice(frame);
  }

  #takeMessage(frame: Uint8Array): void {
    const message = readMessage(frame, () => this.#event({ kind: "gap" }));
    if (message !== null) this.#inbox.take(message);
  }

  #desk(): Desk {
    const { now } = this.#options;
    return {
      welcome: (message) => this.#welcome(message),
      goodbye: (code, afterMs, facts) => this.#event({ kind: "goodbye", code, afterMs, facts }),
      gap: () => this.#event({ kind: "gap" }),
      jitter: (jitterMs) => this.#event({ kind: "jitter", jitterMs }),
      heard: (entry) => this.#heard(entry),
      people: (people, gone) => this.crowd.takePeople(people, gone, now()),
      placed: (x, y, heading, why) => this.#walking.placed(toMetres(x), toMetres(y), toRadians(heading), why, now()),
      forum: (message) => this.#here.take(message),
      answered: (message) => this.#here.answer(message),
      synced: (sent, server) => this.#clock.synced(server, sent, now()),
    };
  }

  #welcome(message: Welcome): void {
    const [, , slot, x, y, heading, server, tickHz, jitterMs, view] = message;
    const now = this.#options.now();
    this.#clock.start(server, now);
    this.crowd.start(slot, tickHz);
    this.#walking.welcome(toMetres(x), toMetres(y), toRadians(heading), now);
    // Who chose another view between hello and welcome has chosen: that is no advice of the server.
    this.advised.value = view === this.#greeted ? null : view;
    this.#event({ kind: "welcome", jitterMs });
    this.#syncAt = 0;
    if (this.#hidden) this.#send(["change_view", this.#view, true]);
    this.#here.welcome();
  }

  #event(event: LineEvent): void {
    this.#connection.event(event);
  }

  #changed(state: State): void {
    const before = this.#line.value;
    this.#line.value = state;
    if (state.kind === "open" && before?.kind !== "open") this.#options.opened?.();
    if (state.kind !== "ended") return;
    this.acts.fail(state.name);
    this.#here.fail(state.name);
    clearInterval(this.#housekeeping);
  }

  #send(message: ClientMessage): boolean {
    return this.#connection.send(encode(message));
  }

  #heard(entry: LogEntry): void {
    const now = this.#options.now();
    const slot = entry.mine ? this.me.value?.slot : this.crowd.bySlot(entry.speaker);
    this.bubbles.value = withEntry(this.bubbles.value, entry, slot, this.serverNow() - entry.at, now);
  }

  #look(now: number): void {
    this.#nearAt = now;
    this.near.value = nearby(this.crowd, this.own, now);
    const at = nearestPlace(this.world, this.own.x, this.own.y);
    if (at !== this.at.value) this.at.value = at;
    this.#followOn(now);
  }

  /** Walks after the one who is followed, as far as they are in view. */
  #followOn(now: number): void {
    const leader = this.me.value?.following ?? null;
    if (leader === null) this.#left = null;
    const slot = leader === null || leader === this.#left ? undefined : this.crowd.bySlot(leader);
    const seen = slot !== undefined && this.crowd.pose(slot, now, this.#pose);
    if (!this.#trail.due(seen ? this.#pose : null) || slot === undefined) return;
    this.#walking.walkUpTo(this.#pose, this.crowd.person(slot)?.name ?? "");
  }

  /** Whoever walks by hand follows nobody any more; said once, though a key repeats. */
  #letGo(): void {
    const leader = this.me.value?.following ?? null;
    if (leader === null || leader === this.#left) return;
    this.#left = leader;
    this.#options.letGo?.();
    super.follow(null).catch(() => {
      this.#left = null;
    });
  }

  /** A hidden page draws no frames: the avatar stands still instead of walking on without eyes. */
  #rest(): void {
    const now = this.#options.now();
    this.#walking.stop();
    this.#walking.frame(now, this.me.value?.posture === "sit");
    this.#walking.flush(now);
  }

  #startHouse(): void {
    clearInterval(this.#housekeeping);
    this.#housekeeping = setInterval(() => this.#keepHouse(), HOUSEKEEPING_MS);
  }

  #keepHouse(): void {
    const now = this.#options.now();
    this.acts.expire();
    this.#here.keepHouse();
    if (!this.#hidden && this.#connection.state.kind === "open") this.crowd.expire(now);
    if (now >= this.#syncAt && this.#connection.send(syncFrame(now))) this.#syncAt = now + SYNC_MS;
  }
}
