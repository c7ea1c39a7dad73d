/** Heights of the square: true metres above the sea at nodes, bilinear between them. */
import { bytesOf } from "./grid";

export class Relief {
  /** Metres between two nodes. */
  readonly spacing: number;
  /** Nodes a side; row 0 lies in the south. */
  readonly nodes: number;
  /** Metres drawn per true metre of height. */
  readonly drawn: number;
  readonly #unit: number;
  readonly #steps: Uint8Array;

  constructor(packed: {
    readonly spacing: number;
    readonly nodes: number;
    readonly unit: number;
    readonly drawn: number;
    readonly heights: string;
  }) {
    this.spacing = packed.spacing;
    this.nodes = packed.nodes;
    this.drawn = packed.drawn;
    this.#unit = packed.unit;
    this.#steps = bytesOf(packed.heights);
    if (this.#steps.length !== packed.nodes * packed.nodes) {
      throw new Error("the heights of the world file are damaged");
    }
  }

  /** True height at a node, metres. */
  node(row: number, column: number): number {
    return (this.#steps[row * this.nodes + column] ?? 0) * this.#unit;
  }

  /** True height at a point, metres. */
  height(x: number, y: number): number {
    const c = Math.min(this.nodes - 1.001, Math.max(0, x / this.spacing));
    const r = Math.min(this.nodes - 1.001, Math.max(0, y / this.spacing));
    const column = Math.floor(c);
    const row = Math.floor(r);
    const u = c - column;
    const low = this.node(row, column) * (1 - u) + this.node(row, column + 1) * u;
    const high = this.node(row + 1, column) * (1 - u) + this.node(row + 1, column + 1) * u;
    return low + (high - low) * (r - row);
  }
}
