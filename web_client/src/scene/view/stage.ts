/** The standing scene: ground, city, square; built in slices so that the page stays awake. */
import { Group, Mesh, MeshLambertMaterial, type Scene } from "three";
import { Builder, frame } from "../kit/builder";
import { FORUM_RADIUS, Ground } from "../land/ground";
import type { Land } from "../land/land";
import { addHills, addPlates, addTray } from "../land/terrain";
import { addPlaza, addScreenWall, addTheatre, SUNK, seatNear, theatreHeight } from "../landmarks/theatre";
import type { Standing, Surroundings } from "../people/people";
import { GAIT } from "../people/pose";

export class Stage implements Surroundings {
  readonly group = new Group();
  readonly ground: Ground;
  readonly half: number;
  readonly #paint = new MeshLambertMaterial({ vertexColors: true });
  /** Height of the sunken floor of the theatre. */
  readonly floor: number;

  constructor(land: Land, scene: Scene) {
    this.half = land.half;
    this.ground = new Ground(land);
    const [x, z] = this.ground.forum;
    this.floor = this.ground.plate(this.ground.districtAt(x, z)) - SUNK;
    scene.add(this.group);
  }

  /** The steps of building; each takes some milliseconds and leaves something to see. */
  *build(): Generator<void> {
    const { ground } = this;
    ground.levelPlates();
    this.#mesh((into) => {
      addTray(into, ground.land.half);
      addPlates(into, ground, ground.forum);
    });
    yield;
    this.#mesh((into) => {
      const [x, z] = ground.forum;
      into.within(frame(x, this.floor, z), () => {
        addPlaza(into, FORUM_RADIUS);
        addTheatre(into);
        addScreenWall(into);
      });
    });
    yield;
    this.#mesh((into) => addHills(into, ground));
  }

  #mesh(draw: (into: Builder) => void): void {
    const into = new Builder();
    draw(into);
    const mesh = new Mesh(into.geometry(), this.#paint);
    mesh.castShadow = true;
    mesh.receiveShadow = true;
    mesh.matrixAutoUpdate = false;
    this.group.add(mesh);
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
    out.y = seat ? this.floor + seat.y : this.height(x, z);
  }

  dispose(): void {
    for (const child of this.group.children) if (child instanceof Mesh) child.geometry.dispose();
    this.group.clear();
    this.#paint.dispose();
  }
}
