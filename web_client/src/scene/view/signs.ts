/** Everything written into the scene: chooses what is labelled now and places it. */
import type { PerspectiveCamera } from "three";
import { t } from "../../i18n/t";
import type { CrowdStore, Pose, Square } from "../../square/square";
import type { Atlas } from "../labels/atlas";
import { type Label, Labels } from "../labels/labels";
import { type Named, placeLabels, wantedPeople, wantedPlaces } from "../labels/sources";
import { Nearby } from "../people/nearby";
import { OWN, type People, type Standing } from "../people/people";
import { GAIT } from "../people/pose";
import type { Stage } from "./stage";

/** Counts shown at once; the map has all. */
const MOST_COUNTS = 12;
/** Names of places looked at for hills before them, a frame: all come round within half a second. */
const SIGHTED = 4;
/** Points of a line of sight that are held against the ground. */
const SAMPLES = 14;

type Spot = readonly [number, number, number];

export class Signs {
  readonly #labels: Labels;
  readonly #stage: Stage;
  readonly #people: People;
  readonly #nearby = new Nearby();
  readonly #pose: Pose = { x: 0, y: 0, heading: 0, state: 0 };
  readonly #at: Standing = { x: 0, y: 0, z: 0 };
  readonly #wanted: Label[] = [];
  /** Labels of others, shown while one walks. */
  extra: readonly Label[] = [];
  #named: readonly Named[] = [];
  #next = 0;

  constructor(atlas: Atlas, stage: Stage, people: People) {
    this.#labels = new Labels(atlas);
    this.#stage = stage;
    this.#people = people;
    this.name();
  }

  get mesh(): Labels["mesh"] {
    return this.#labels.mesh;
  }

  /** Names the places in the language in use; also after the ground changed its height. */
  name(): void {
    this.#named = placeLabels(this.#stage.ground);
  }

  set hovered(slot: number | null) {
    this.#nearby.hovered = slot;
  }

  placeAt(x: number, y: number): string | null {
    return this.#labels.placeAt(x, y);
  }

  /** Places all labels of a frame; `own` is where the own avatar stands, `flight` over one half means the diorama. */
  show(
    square: Square,
    crowd: CrowdStore,
    own: Standing,
    flight: number,
    camera: PerspectiveCamera,
    size: readonly [number, number],
    now: number,
  ): void {
    const wanted = this.#wanted;
    wanted.length = 0;
    if (flight <= 0.5) this.#sight(camera);
    if (flight <= 0.5) wanted.push(...this.extra);
    wantedPlaces(this.#named, own.x, own.z, flight, wanted);
    this.#nearby.look(square, now);
    const head = this.#head(own, square.own.state, OWN);
    const me = t("scene.me");
    if (flight > 0.5) wanted.push({ style: "own", title: me, at: head, priority: 0.9 });
    else wantedPeople(square, this.#nearby.named, (slot) => this.#headOf(crowd, slot, now), head, me, wanted);
    this.#counts(crowd, square.world.side);
    this.#goal(square);
    this.#labels.place(wanted, camera, ...size);
  }

  /** Hides names behind hills, some at a time. */
  #sight(camera: PerspectiveCamera): void {
    for (let i = 0; i < Math.min(SIGHTED, this.#named.length); i++) {
      this.#next = (this.#next + 1) % this.#named.length;
      const named = this.#named[this.#next] as Named;
      named.hidden = this.#behindHill(camera.position, named.label.at);
    }
  }

  #behindHill(eye: Standing, [x, y, z]: Spot): boolean {
    for (let i = 1; i < SAMPLES; i++) {
      const share = i / SAMPLES;
      const height = this.#stage.height(eye.x + (x - eye.x) * share, eye.z + (z - eye.z) * share);
      if (height > eye.y + (y - eye.y) * share) return true;
    }
    return false;
  }

  #headOf(crowd: CrowdStore, slot: number, now: number): Spot | null {
    const pose = this.#pose;
    if (!crowd.pose(slot, now, pose)) return null;
    const { half } = this.#stage;
    this.#stage.stand(pose.x - half, half - pose.y, pose.state & 7, this.#at);
    return this.#head(this.#at, pose.state, slot);
  }

  #head({ x, y, z }: Standing, state: number, slot: number): Spot {
    const base = this.#people.strides.height[slot] || y;
    return [x, base + ((state & 7) === GAIT.sit ? 1.5 : (state & 8) !== 0 ? 2.25 : 1.95), z];
  }

  /** Counts by cells of the crowd's grid, row by row from the south-west (rooms/crowd/cells.py). */
  #counts({ density, cellMetres }: CrowdStore, side: number): void {
    if (density.size === 0) return;
    const columns = Math.ceil(side / cellMetres);
    const { half } = this.#stage;
    const cells = [...density].sort((a, b) => b[1] - a[1]).slice(0, MOST_COUNTS);
    for (const [cell, count] of cells) {
      const x = ((cell % columns) + 0.5) * cellMetres - half;
      const z = half - (Math.floor(cell / columns) + 0.5) * cellMetres;
      const at: Spot = [x, this.#stage.height(x, z) + 3, z];
      this.#wanted.push({ style: "count", title: t("scene.counted", { n: count }), at, priority: 4.5 });
    }
  }

  #goal(square: Square): void {
    const goal = square.walkingTo.value;
    if (!goal?.name) return;
    const [x, z] = [goal.point.x - this.#stage.half, this.#stage.half - goal.point.y];
    const at: Spot = [x, this.#stage.height(x, z) + 2, z];
    this.#wanted.push({ style: "goal", title: goal.name, at, priority: 2 });
  }

  dispose(): void {
    this.#labels.dispose();
  }
}
