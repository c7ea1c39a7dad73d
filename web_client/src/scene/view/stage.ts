/** The standing scene: ground, city, square, trains; built in slices so that the page stays awake. */
import { Color, Group, InstancedMesh, Mesh, MeshBasicMaterial, MeshLambertMaterial } from "three";
import { Builder, frame } from "../kit/builder";
import type { Path } from "../kit/curves";
import { mix } from "../kit/palette";
import { Ground } from "../land/ground";
import type { Land } from "../land/land";
import { addRail, deckHeight, trackPath, trainAt, trainModel } from "../land/rail";
import { makeScenery } from "../land/scenery";
import { addHills, addPlates, addTray } from "../land/terrain";
import { addPonds, addRivers, addRoads } from "../land/water";
import { addFurniture, lampSpots } from "../landmarks/furniture";
import { placeModels } from "../landmarks/place_models";
import { addPlaza, addScreenWall, addTheatre, SUNK, seatNear, theatreHeight } from "../landmarks/theatre";
import { Discs } from "../people/discs";
import type { Standing, Surroundings } from "../people/people";
import { GAIT } from "../people/pose";
import { Glow } from "./glow";
import type { LampSpot } from "./lamps";
import { Screen } from "./screen";

/** Trains that always run, and those added around riders. */
const TRAINS = 3;
const MOST_TRAINS = 12;

export class Stage implements Surroundings {
  readonly group = new Group();
  readonly ground: Ground;
  readonly half: number;
  /** Height of the sunken floor of the theatre. */
  readonly floor: number;
  readonly screen: Screen;
  readonly #paint = new MeshLambertMaterial({ vertexColors: true });
  readonly #panes = new MeshBasicMaterial();
  readonly #windows = new MeshBasicMaterial();
  readonly #track: Path;
  readonly #treeFeet = new Discs(1_024, 0x2c3222, 0.4);
  readonly #pools = new Discs(64, 0xffb765, 0.34, true);
  #glow: Glow | null = null;
  #trains: InstancedMesh | null = null;
  readonly #scenery: InstancedMesh[] = [];
  #thin = false;
  #allCast = true;

  constructor(land: Land, font: string) {
    this.half = land.half;
    this.ground = new Ground(land);
    const [x, z] = this.ground.forum;
    this.floor = this.ground.plate(this.ground.districtAt(x, z)) - SUNK;
    this.#track = trackPath(this.ground);
    this.screen = new Screen(font);
    this.screen.mesh.position.set(x, this.floor, z);
  }

  /** The steps of building; each takes some milliseconds. The ground comes first, then the square, then what is far. */
  *build(): Generator<void> {
    const { ground } = this;
    ground.levelPlates();
    yield;
    yield* this.#grow(function* (into) {
      addTray(into, ground.land.half);
      yield;
      addPlates(into, ground, ground.forum);
    }, false);
    yield* this.#buildSquare();
    yield* this.#grow((into) => addHills(into, ground));
    yield* this.#grow(function* (into) {
      yield* addRivers(into, into, ground);
      addPonds(into, into, ground);
      yield;
      yield* addRoads(into, ground);
    }, false);
    yield* this.#grow((into) => addRail(into, ground, this.#track));
    this.#addTrains();
    yield;
    const glass = new Builder();
    yield* this.#grow((into) => placeModels(into, glass, ground));
    this.#addPanes(glass, this.#windows);
    yield;
    yield* this.#addScenery();
  }

  *#buildSquare(): Generator<void> {
    const [x, z] = this.ground.forum;
    const radius = this.ground.land.world.forum.plaza;
    const spots = lampSpots(radius);
    const glass = new Builder();
    const here = frame(x, this.floor, z);
    const parts = [
      (into: Builder) => addPlaza(into, radius),
      addTheatre,
      addScreenWall,
      (into: Builder) => glass.within(here, () => addFurniture(into, glass, spots, SUNK)),
    ];
    yield* this.#grow(function* (into) {
      for (const part of parts) {
        into.within(here, () => part(into));
        yield;
      }
    });
    this.#addPanes(glass, this.#panes);
    const plaza = this.floor + SUNK;
    for (const [dx, dz] of spots) this.#pools.add(x + dx, plaza + 0.08, z + dz, 6.2);
    this.#pools.commit();
    this.#glow = new Glow(spots.map(([dx, dz]) => [x + dx, plaza + 3.6, z + dz]));
    this.group.add(this.#pools.mesh, this.#glow.mesh, this.screen.mesh);
    yield;
  }

  #addPanes(glass: Builder, material: MeshBasicMaterial): void {
    this.group.add(new Mesh(glass.geometry(), material));
  }

  #addTrains(): void {
    const mesh = new InstancedMesh(trainModel().geometry(), this.#paint, MOST_TRAINS);
    mesh.castShadow = true;
    mesh.frustumCulled = false;
    mesh.count = 0;
    this.#trains = mesh;
    this.group.add(mesh);
  }

  *#addScenery(): Generator<void> {
    for (const { meshes, feet } of makeScenery(this.ground, this.#paint, this.#windows)) {
      this.#scenery.push(...meshes);
      this.group.add(...meshes);
      for (const foot of feet) this.#treeFeet.add(...foot);
      this.thin(this.#thin);
      yield;
    }
    this.#treeFeet.commit();
    this.group.add(this.#treeFeet.mesh);
  }

  /** Draws one mesh step by step; it shows when it is whole. */
  *#grow(draw: (into: Builder) => Iterable<void> | void, casts = true): Generator<void> {
    const into = new Builder();
    for (const _ of draw(into) ?? []) yield;
    const mesh = new Mesh(into.geometry(), this.#paint);
    mesh.castShadow = casts;
    mesh.receiveShadow = true;
    mesh.matrixAutoUpdate = false;
    this.group.add(mesh);
    yield;
  }

  /** Leaves out half of the trees and reeds, for weak devices; `all` lets distant woods and houses cast shadows too. */
  thin(on: boolean, all = this.#allCast): void {
    this.#thin = on;
    this.#allCast = all;
    for (const mesh of this.#scenery) {
      const { full, thins, casts, near } = mesh.userData as {
        full: number;
        thins: boolean;
        casts: boolean;
        near: boolean;
      };
      mesh.count = on && thins ? Math.ceil(full / 2) : full;
      mesh.castShadow = casts && (all || near);
    }
  }

  /** Lights panes, pools and halos; `lamps` runs from 0 by day to 1 at night. */
  light(lamps: number): void {
    this.#windows.color.copy(GLASS).lerp(WARM, lamps);
    this.#panes.color.copy(PAPER).lerp(LIT, lamps);
    this.#pools.strength = lamps * 0.34;
    if (this.#glow) this.#glow.strength = lamps;
    this.screen.lamps = lamps;
  }

  /** Where point lights burn: the stage, its sides, the screen, City Hall. */
  lampSpots(): LampSpot[] {
    const [x, z] = this.ground.forum;
    const y = this.floor;
    const [hx, hz] = this.ground.cityHall;
    return [
      { at: [x, y + 6, z + 5], colour: 0xffcf96, strength: 42, reach: 26 },
      { at: [x - 18, y + 6, z + 13], colour: 0xffb066, strength: 40, reach: 26 },
      { at: [x + 18, y + 6, z + 13], colour: 0xffb066, strength: 40, reach: 26 },
      { at: [hx, y + 9, hz + 20], colour: 0xffb066, strength: 150, reach: 44 },
    ];
  }

  /** Runs the trains: some always, and one around every group of riders. */
  runTrains(seconds: number, riders: readonly (readonly [number, number])[]): void {
    const mesh = this.#trains;
    if (!mesh) return;
    let n = 0;
    const at: [number, number, number] = [0, 0, 0];
    for (; n < TRAINS; n++) {
      trainAt(this.#track, n, TRAINS, seconds, at);
      mesh.setMatrixAt(n, frame(at[0], deckHeight() + 0.3, at[1], [1, 1, 1], at[2]));
    }
    for (const rider of riders) {
      if (n >= MOST_TRAINS) break;
      this.#track.at(this.#track.nearest(rider), at);
      mesh.setMatrixAt(n++, frame(at[0], deckHeight() + 0.3, at[1], [1, 1, 1], at[2]));
    }
    mesh.count = n;
    mesh.instanceMatrix.needsUpdate = true;
  }

  height(x: number, z: number): number {
    const [fx, fz] = this.ground.forum;
    const inside = theatreHeight(x - fx, z - fz);
    return inside === null ? this.ground.height(x, z) : this.floor + inside;
  }

  stand(x: number, z: number, gait: number, out: Standing): void {
    const [fx, fz] = this.ground.forum;
    const seat = gait === GAIT.sit ? seatNear(x - fx, z - fz) : null;
    out.x = seat ? seat.x + fx : x;
    out.z = seat ? seat.z + fz : z;
    out.y = gait === GAIT.ride ? deckHeight() + 0.75 : seat ? this.floor + seat.y : this.height(x, z);
  }

  dispose(): void {
    for (const child of this.group.children) {
      if (child instanceof InstancedMesh) child.dispose();
      if (child instanceof Mesh) child.geometry.dispose();
    }
    this.#treeFeet.dispose();
    this.#pools.dispose();
    this.#glow?.dispose();
    this.screen.dispose();
    this.group.clear();
    this.#paint.dispose();
    this.#panes.dispose();
    this.#windows.dispose();
  }
}

/** Panes by day and by night, of windows and of lamps; unlit, as they are on the screen. */
const GLASS = mix("river", "tile", 0.45);
const WARM = new Color(0xd9a566);
const PAPER = new Color(0xf3ecd8);
const LIT = new Color(0xffdca0);
