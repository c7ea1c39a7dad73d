/** Everybody in view: near people as posed figures, far people as small ones, all in a dozen draw calls. */
import { Group } from "three";
import { FIGURES, HAIR_STYLES, type LookInfo } from "../../square/looks";
import type { CrowdStore, Pose } from "../../square/square";
import type { StandIn } from "./audience";
import { Bucket, type Motion } from "./bucket";
import { Discs } from "./discs";
import { bodyGeometry, caneGeometry, farGeometry, hairGeometry, wheelchairGeometry } from "./figure";
import { peopleMaterial, peopleShadowMaterial } from "./material";
import { GAIT, gestureCode, Strides, vividness } from "./pose";
import { standInLook, type Tints, tintsOf } from "./wardrobe";

/** Near figures drawn at once; more than ever stand within sight of one another, bounded for the buffers. */
const NEAR_LIMIT = 640;
/** Far figures; the crowd's frames name no more than this in view. */
const FAR_LIMIT = 4_096;

const SITTING: Motion = { phase: 0, swing: 0, sit: 1, gesture: 0 };
const STANDING: Motion = { phase: 0, swing: 0, sit: 0, gesture: 0 };

/** Metres within which riders share a train. */
const CAR = 14;

export interface Standing {
  x: number;
  y: number;
  z: number;
}

export interface Surroundings {
  readonly half: number;
  /** Writes where somebody at (x, z) is drawn; the point may be moved a little (to the edge of a seat). */
  stand(x: number, z: number, gait: number, out: Standing): void;
}

interface Dressed {
  readonly look: LookInfo;
  readonly tints: Tints;
}

export interface Eye {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export class People {
  readonly group = new Group();
  readonly strides = new Strides();
  readonly #clock = { value: 0 };
  readonly #material = peopleMaterial(this.#clock);
  readonly #shadow = peopleShadowMaterial(this.#clock);
  readonly #bodies: readonly Bucket[];
  readonly #hairs: readonly Bucket[];
  readonly #wheelchairs: Bucket;
  readonly #canes: Bucket;
  readonly #far: Bucket;
  readonly #discs = new Discs(NEAR_LIMIT + FAR_LIMIT, 0x2a2620, 0.5);
  readonly #surroundings: Surroundings;
  readonly #dressed = new Map<LookInfo, Dressed>();
  readonly #standIns = new Map<number, Dressed>();
  readonly #at: Standing = { x: 0, y: 0, z: 0 };
  readonly #motion: Motion = { phase: 0, swing: 0, sit: 0, gesture: 0 };
  /** Beyond this many metres from the eye people are drawn small and stiff. */
  nearMetres = 70;
  drawn = 0;
  /** Where people ride now, one entry for those who sit together; x and z. */
  readonly riders: [number, number][] = [];
  #frame = 0;
  #audience: readonly StandIn[] = [];

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    const near = (geometry: ReturnType<typeof bodyGeometry>): Bucket =>
      new Bucket(geometry, this.#material, this.#shadow, NEAR_LIMIT);
    this.#bodies = FIGURES.map((kind) => near(bodyGeometry(kind)));
    this.#hairs = HAIR_STYLES.map((kind) => near(hairGeometry(kind)));
    this.#wheelchairs = near(wheelchairGeometry());
    this.#canes = near(caneGeometry());
    this.#far = new Bucket(farGeometry(), this.#material, null, FAR_LIMIT);
    this.group.add(this.#discs.mesh, ...this.#buckets().map(({ mesh }) => mesh));
  }

  #buckets(): Bucket[] {
    return [...this.#bodies, ...this.#hairs, this.#wheelchairs, this.#canes, this.#far];
  }

  /** Takes everybody's pose at `now` (performance.now()) and fills the buffers; `dt` in seconds. */
  update(crowd: CrowdStore, own: Readonly<Pose>, ownLook: LookInfo | null, eye: Eye, now: number, dt: number): void {
    this.#frame += 1;
    this.#clock.value = (now / 1000) % 3600;
    this.drawn = 0;
    this.riders.length = 0;
    for (const bucket of this.#buckets()) bucket.clear();
    this.#discs.clear();
    crowd.each(now, (slot, pose) => this.#add(slot, pose, this.#dress(crowd, slot), eye, dt));
    if (ownLook) this.#add(OWN, own, this.#dressAs(ownLook), eye, dt);
    for (const one of this.#audience) this.#attend(one, eye);
    for (const bucket of this.#buckets()) bucket.commit();
    this.#discs.commit();
  }

  /** Takes who attends without an avatar, in the scene's frame. */
  seat(audience: readonly StandIn[]): void {
    this.#audience = audience;
  }

  #attend({ x, y, z, turn, look, sits }: StandIn, eye: Eye): void {
    const at = this.#at;
    at.x = x;
    at.y = y;
    at.z = z;
    this.#put(at, y, turn, sits ? SITTING : STANDING, look, this.#dressAs(look).tints, 1, eye);
  }

  #dress(crowd: CrowdStore, slot: number): Dressed {
    const person = crowd.person(slot);
    if (person) return this.#dressAs(person.look);
    let dressed = this.#standIns.get(slot);
    if (!dressed) {
      const look = standInLook(slot);
      dressed = { look, tints: tintsOf(look) };
      this.#standIns.set(slot, dressed);
    }
    return dressed;
  }

  #dressAs(look: LookInfo): Dressed {
    let dressed = this.#dressed.get(look);
    if (!dressed) {
      if (this.#dressed.size > FAR_LIMIT) this.#dressed.clear();
      dressed = { look, tints: tintsOf(look) };
      this.#dressed.set(look, dressed);
    }
    return dressed;
  }

  #add(slot: number, pose: Readonly<Pose>, { look, tints }: Dressed, eye: Eye, dt: number): void {
    const gait = pose.state & 7;
    const at = this.#at;
    this.#surroundings.stand(pose.x - this.#surroundings.half, this.#surroundings.half - pose.y, gait, at);
    const wheels = look.aid === "wheelchair";
    const sits = wheels || gait === GAIT.sit || gait === GAIT.ride;
    if (gait === GAIT.ride) this.#board(at.x, at.z);
    this.strides.advance(slot, at.x, at.y, at.z, sits, this.#frame, dt);
    const motion = this.#motion;
    motion.phase = this.strides.phase[slot] ?? 0;
    motion.swing = wheels ? 0 : (this.strides.swing[slot] ?? 0);
    motion.sit = this.strides.sit[slot] ?? 0;
    motion.gesture = gestureCode(pose.state);
    const y = this.strides.height[slot] ?? at.y;
    this.#put(at, y, Math.PI - pose.heading, motion, look, tints, vividness(pose.state), eye);
  }

  #board(x: number, z: number): void {
    if (this.riders.some(([rx, rz]) => Math.hypot(rx - x, rz - z) < CAR)) return;
    this.riders.push([x, z]);
  }

  #put(
    at: Standing,
    y: number,
    turn: number,
    motion: Motion,
    look: LookInfo,
    tints: Tints,
    vivid: number,
    eye: Eye,
  ): void {
    this.drawn += 1;
    const away = Math.hypot(at.x - eye.x, y - eye.y, at.z - eye.z);
    if (away > this.nearMetres) {
      this.#far.add(at.x, y, at.z, turn, motion, tints, vivid);
      return;
    }
    this.#discs.add(at.x, y + 0.04, at.z, 0.55);
    (this.#bodies[look.figure] ?? (this.#bodies[0] as Bucket)).add(at.x, y, at.z, turn, motion, tints, vivid);
    (this.#hairs[look.hairStyle] ?? (this.#hairs[0] as Bucket)).add(at.x, y, at.z, turn, motion, tints, vivid);
    if (look.aid === "wheelchair") this.#wheelchairs.add(at.x, y, at.z, turn, motion, tints, vivid);
    if (look.aid === "cane") this.#canes.add(at.x, y, at.z, turn, motion, tints, vivid);
  }

  dispose(): void {
    for (const bucket of this.#buckets()) bucket.dispose();
    this.#discs.dispose();
    this.#material.dispose();
    this.#shadow.dispose();
  }
}

/** The own avatar's row in the strides; no slot of the wire is that high. */
export const OWN = 65_535;
