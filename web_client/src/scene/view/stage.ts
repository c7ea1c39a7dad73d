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
import { addHallShell, roomLamps } from "../landmarks/hall_shells";
import { HallSite } from "../landmarks/hall_site";
import { placeModels } from "../landmarks/place_models";
import { addPlaza, addScreenWall, addTheatre } from "../landmarks/theatre";
import { Discs } from "../people/discs";
import type { Standing, Surroundings } from "../people/people";
import { GAIT } from "../people/pose";
import { Glow } from "./glow";
import type { LampSpot } from "./lamps";
import { Screen } from "./screen";

/** Trains that always run, and those added around riders. */
const TRAINS = 3;
const MOST_TRAINS = 12;
/** Metres before and behind the middle of a room where it is lit at night. */
const BRIGHT = [-9, 0, 9] as const;

type Spot = readonly [x: number, y: number, z: number];

export class Stage implements Surroundings {
  readonly group = new Group();
  readonly ground: Ground;
  readonly half: number;
  /** The halls that forums are held in. */
  readonly halls: readonly HallSite[];
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
    this.halls = [...land.world.halls.values()].map((layout) => {
      const district = this.ground.districtAt(layout.x - land.half, land.half - layout.y);
      return new HallSite(layout, land.world, this.ground.plate(district));
    });
    this.#track = trackPath(this.ground);
    this.screen = new Screen(this.halls, font);
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
    const glass = new Builder();
    const lamps = this.halls.flatMap((site) => lampsOf(site, this.#radius(site)));
    const bright = this.halls.flatMap(brightSpots);
    const { halls } = this;
    const radius = (site: HallSite): number => this.#radius(site);
    yield* this.#grow(function* (into) {
      for (const site of halls) yield* buildHall(into, glass, site, radius(site));
    });
    this.#addPanes(glass, this.#panes);
    for (const [x, y, z] of lamps) this.#pools.add(x, y + 0.08, z, 6.2);
    for (const [x, y, z] of bright) this.#pools.add(x, y + 0.06, z, 11);
    this.#pools.commit();
    this.#glow = new Glow(lamps.map(([x, y, z]) => [x, y + 3.6, z]));
    this.group.add(this.#pools.mesh, this.#glow.mesh, this.screen.mesh);
    yield;
  }

  #radius({ layout }: HallSite): number {
    return this.ground.land.places.get(layout.place)?.radius ?? 0;
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

  /** Where point lights burn: the stage of the theatre, its sides, City Hall. */
  lampSpots(): LampSpot[] {
    const [x, z] = this.ground.forum;
    const y = this.ground.height(x, z);
    const [hx, hz] = this.ground.cityHall;
    return [
      { at: [x, y + 4, z + 5], colour: 0xffcf96, strength: 42, reach: 26 },
      { at: [x - 18, y + 4, z + 13], colour: 0xffb066, strength: 40, reach: 26 },
      { at: [x + 18, y + 4, z + 13], colour: 0xffb066, strength: 40, reach: 26 },
      { at: [hx, y + 7, hz + 20], colour: 0xffb066, strength: 150, reach: 44 },
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
    for (const site of this.halls) {
      const inside = site.height(x, z);
      if (inside !== null) return inside;
    }
    return this.ground.height(x, z);
  }

  stand(x: number, z: number, gait: number, out: Standing): void {
    const seat = gait === GAIT.sit ? this.#seat(x, z) : null;
    out.x = seat ? seat.x : x;
    out.z = seat ? seat.z : z;
    out.y = gait === GAIT.ride ? deckHeight() + 0.75 : seat ? seat.y : this.height(x, z);
  }

  #seat(x: number, z: number): Standing | null {
    for (const site of this.halls) {
      const seat = site.seat(x, z);
      if (seat) return seat;
    }
    return null;
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

/** Adds a hall: the theatre with its plaza, or a room with its walls; panes go to `glass`. */
function* buildHall(into: Builder, glass: Builder, site: HallSite, radius: number): Generator<void> {
  const { layout } = site;
  const here = frame(site.at[0], site.floor, site.at[1], [1, 1, 1], site.turn);
  const within = (draw: () => void): unknown => into.within(here, () => glass.within(here, draw));
  const { room } = site;
  if (room) {
    within(() => addHallShell(into, glass, layout, room));
    yield;
    return;
  }
  within(() => addPlaza(into, layout, radius));
  yield;
  within(() => addTheatre(into, layout));
  yield;
  within(() => addScreenWall(into, layout));
  yield;
  within(() => addFurniture(into, glass, lampSpots(radius), layout.sunk));
  yield;
}

/** Where lamps stand, in the scene: around the plaza of the theatre, along the sides of a room. */
function lampsOf(site: HallSite, radius: number): readonly Spot[] {
  const spots = site.room ? roomLamps(site.room) : lampSpots(radius);
  return spots.map((spot) => at(site, spot, site.layout.sunk));
}

/** Where a room is lit at night besides: before its stage and over its rows. */
function brightSpots(site: HallSite): readonly Spot[] {
  return site.room ? BRIGHT.map((z) => at(site, [0, z], 0)) : [];
}

function at(site: HallSite, spot: readonly [number, number], y: number): Spot {
  const [x, z] = site.inScene(spot);
  return [x, site.floor + y, z];
}

/** Panes by day and by night, of windows and of lamps; unlit, as they are on the screen. */
const GLASS = mix("river", "tile", 0.45);
const WARM = new Color(0xd9a566);
const PAPER = new Color(0xf3ecd8);
const LIT = new Color(0xffdca0);
