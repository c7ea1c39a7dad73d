/** The ring under the own feet, and the table on which the tray of the diorama stands. */
import { CircleGeometry, Group, Mesh, MeshBasicMaterial, MeshLambertMaterial, RingGeometry } from "three";
import { mix } from "../kit/palette";
import type { Standing } from "../people/people";

/** How deep under the plain the table lies: under the foot of the tray. */
const TABLE_Y = -42;

export class Markers {
  readonly group = new Group();
  readonly #ring = new Mesh(
    new RingGeometry(0.5, 0.62, 28).rotateX(-Math.PI / 2),
    new MeshBasicMaterial({ color: 0x1f6b62, transparent: true, opacity: 0.85, depthWrite: false }),
  );
  readonly #table = new Mesh(
    new CircleGeometry(6_000, 48).rotateX(-Math.PI / 2),
    new MeshLambertMaterial({ color: mix(mix("white", "granite", 0.35), "celadon", 0.12) }),
  );

  constructor() {
    this.#table.position.y = TABLE_Y;
    this.#table.receiveShadow = true;
    this.group.add(this.#ring, this.#table);
  }

  /** Lays the ring at the feet, whose height is `y`; `flight` runs from 0 on the ground to 1 over the diorama. */
  show(feet: Standing, y: number, flight: number): void {
    this.#ring.position.set(feet.x, y + 0.06, feet.z);
    this.#ring.visible = flight < 0.5;
    this.#table.visible = flight > 0.05;
  }

  dispose(): void {
    for (const mesh of [this.#ring, this.#table]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
  }
}
