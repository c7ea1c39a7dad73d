/** One instanced mesh of people who share a geometry; refilled each frame without allocating. */
import { DynamicDrawUsage, InstancedBufferAttribute, type InstancedBufferGeometry, type Material, Mesh } from "three";
import type { Tints } from "./wardrobe";

export class Bucket {
  readonly mesh: Mesh<InstancedBufferGeometry, Material>;
  readonly #place: InstancedBufferAttribute;
  readonly #motion: InstancedBufferAttribute;
  readonly #tints: readonly InstancedBufferAttribute[];
  readonly #words: readonly Uint32Array[];
  readonly #capacity: number;
  #count = 0;

  constructor(geometry: InstancedBufferGeometry, material: Material, shadow: Material | null, capacity: number) {
    this.#capacity = capacity;
    const floats = (): InstancedBufferAttribute =>
      dynamic(new InstancedBufferAttribute(new Float32Array(capacity * 4), 4));
    const bytes = (): InstancedBufferAttribute =>
      dynamic(new InstancedBufferAttribute(new Uint8Array(capacity * 4), 4, true));
    this.#place = floats();
    this.#motion = floats();
    this.#tints = [bytes(), bytes(), bytes(), bytes()];
    this.#words = this.#tints.map(({ array }) => new Uint32Array(array.buffer as ArrayBuffer));
    geometry.setAttribute("place", this.#place);
    geometry.setAttribute("motion", this.#motion);
    ["tintTop", "tintBottom", "tintHair", "tintSkin"].forEach((name, i) => {
      geometry.setAttribute(name, this.#tints[i] as InstancedBufferAttribute);
    });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.castShadow = shadow !== null;
    this.mesh.receiveShadow = true;
    if (shadow) this.mesh.customDepthMaterial = shadow;
  }

  get count(): number {
    return this.#count;
  }

  /** Forgets everybody; the next `add` fills from the start. */
  clear(): void {
    this.#count = 0;
  }

  /** Adds a person; beyond the capacity nobody is added (the crowd's own cap is lower). */
  add(x: number, y: number, z: number, turn: number, motion: Motion, tints: Tints, vivid: number): void {
    const i = this.#count;
    if (i >= this.#capacity) return;
    this.#count = i + 1;
    const place = this.#place.array;
    place[i * 4] = x;
    place[i * 4 + 1] = y;
    place[i * 4 + 2] = z;
    place[i * 4 + 3] = turn;
    const moves = this.#motion.array;
    moves[i * 4] = motion.phase;
    moves[i * 4 + 1] = motion.swing;
    moves[i * 4 + 2] = motion.sit;
    moves[i * 4 + 3] = motion.gesture;
    const alpha = Math.round(vivid * 255) << 24;
    for (let k = 0; k < 4; k++) (this.#words[k] as Uint32Array)[i] = ((tints[k] as number) | alpha) >>> 0;
  }

  /** Hands the filled part over to the renderer. */
  commit(): void {
    this.mesh.geometry.instanceCount = this.#count;
    this.mesh.visible = this.#count > 0;
    if (this.#count === 0) return;
    for (const attribute of [this.#place, this.#motion, ...this.#tints]) {
      attribute.clearUpdateRanges();
      attribute.addUpdateRange(0, this.#count * 4);
      attribute.needsUpdate = true;
    }
  }

  dispose(): void {
    this.mesh.geometry.dispose();
  }
}

/** Scratch numbers of one body; reused. */
export interface Motion {
  phase: number;
  swing: number;
  sit: number;
  gesture: number;
}

function dynamic<T extends InstancedBufferAttribute>(attribute: T): T {
  attribute.setUsage(DynamicDrawUsage);
  return attribute;
}
