/**
 * Ways on foot: A* on the 2 m grid, then pulled straight. Corners are never cut, as the server would stop it.
 *
 * The heuristic is weighted: the way found is at most `WEIGHT` times the shortest, and after pulling it straight
 * nobody sees the difference; in return a way across the whole square costs a few milliseconds.
 */
import type { WalkGrid } from "./grid";

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Costs of a step in whole numbers: 5 and 7 stand for 1 and the root of 2 (1 % off). */
const STRAIGHT = 5;
const DIAGONAL = 7;
/** How much the heuristic is overrated, in percent. */
const WEIGHT = 130;
/** Cells looked at before giving up: about 40 ms on a slow phone; the longest way needs under half. */
export const MOST_CELLS = 150_000;

const COLUMN_STEPS = [1, -1, 0, 0, 1, 1, -1, -1];
const ROW_STEPS = [0, 0, 1, -1, 1, -1, 1, -1];

/** Finds ways over one grid. Its tables are made once and reused, so a way allocates nothing but its corners. */
export class WayFinder {
  readonly #grid: WalkGrid;
  readonly #cost: Int32Array;
  readonly #from: Int32Array;
  /** Which search wrote the cell's cost: older ones count as unknown. */
  readonly #seen: Uint32Array;
  readonly #closed: Uint32Array;
  readonly #heap: Heap;
  #search = 0;
  /** Cells looked at by the last search; for tests and tuning. */
  looked = 0;

  constructor(grid: WalkGrid) {
    const size = grid.cells * grid.cells;
    this.#grid = grid;
    this.#cost = new Int32Array(size);
    this.#from = new Int32Array(size);
    this.#seen = new Uint32Array(size);
    this.#closed = new Uint32Array(size);
    this.#heap = new Heap();
  }

  /** Tells whether one can stand at a point, metres. */
  walkable(x: number, y: number): boolean {
    return this.#grid.walkable(x, y);
  }

  /**
   * Returns the corners of a way, the goal last, or null where there is none within `MOST_CELLS`.
   * A goal that nobody can stand on becomes the nearest spot where one can.
   */
  path(from: Spot, to: Spot): readonly Spot[] | null {
    const start = this.#grid.nearest(from.x, from.y);
    const goal = this.#grid.nearest(to.x, to.y);
    const lead = start.x === from.x && start.y === from.y ? [] : [start];
    if (this.#grid.straight(start.x, start.y, goal.x, goal.y)) {
      return [...lead, goal];
    }
    const cells = this.#cells(this.#index(start), this.#index(goal));
    return cells && [...lead, ...this.#pulled(start, goal, cells)];
  }

  #index(spot: Spot): number {
    const { cell, cells } = this.#grid;
    return Math.floor(spot.y / cell) * cells + Math.floor(spot.x / cell);
  }

  /** Searches from the start; returns the cells from start to goal. */
  #cells(start: number, goal: number): number[] | null {
    this.#search += 1;
    this.looked = 0;
    this.#heap.clear();
    this.#reach(start, start, 0, goal);
    while (this.#heap.size > 0 && this.looked < MOST_CELLS) {
      const at = this.#heap.pop();
      if (at === goal) {
        return this.#back(start, goal);
      }
      if (this.#closed[at] !== this.#search) {
        this.#closed[at] = this.#search;
        this.looked += 1;
        this.#expand(at, goal);
      }
    }
    return null;
  }

  #expand(at: number, goal: number): void {
    const { cells, free } = this.#grid;
    const column = at % cells;
    const row = (at - column) / cells;
    const cost = this.#cost[at] ?? 0;
    for (let i = 0; i < 8; i += 1) {
      const dc = COLUMN_STEPS[i] ?? 0;
      const dr = ROW_STEPS[i] ?? 0;
      const c = column + dc;
      const r = row + dr;
      if (c < 0 || r < 0 || c >= cells || r >= cells || free[r * cells + c] !== 1) {
        continue;
      }
      if (i >= 4 && (free[row * cells + c] !== 1 || free[r * cells + column] !== 1)) {
        continue;
      }
      this.#reach(r * cells + c, at, cost + (i < 4 ? STRAIGHT : DIAGONAL), goal);
    }
  }

  #reach(cell: number, from: number, cost: number, goal: number): void {
    if (this.#seen[cell] === this.#search && (this.#cost[cell] ?? 0) <= cost) {
      return;
    }
    this.#seen[cell] = this.#search;
    this.#cost[cell] = cost;
    this.#from[cell] = from;
    this.#heap.push(cell, cost * 100 + this.#ahead(cell, goal) * WEIGHT);
  }

  /** The octile distance in step costs. */
  #ahead(cell: number, goal: number): number {
    const { cells } = this.#grid;
    const columns = Math.abs((cell % cells) - (goal % cells));
    const rows = Math.abs(Math.floor(cell / cells) - Math.floor(goal / cells));
    return STRAIGHT * Math.max(columns, rows) + (DIAGONAL - STRAIGHT) * Math.min(columns, rows);
  }

  #back(start: number, goal: number): number[] {
    const cells = [goal];
    for (let at = goal; at !== start; ) {
      at = this.#from[at] ?? start;
      cells.push(at);
    }
    return cells.reverse();
  }

  /** Pulls the way straight: from each corner on to the farthest cell in a straight walk. */
  #pulled(start: Spot, goal: Spot, cells: readonly number[]): Spot[] {
    const spots = [start, ...cells.slice(1, -1).map((cell) => this.#centre(cell)), goal];
    const corners: Spot[] = [];
    let anchor = start;
    for (let i = 1; i < spots.length; i += 1) {
      const next = spots[i] ?? goal;
      if (!this.#grid.straight(anchor.x, anchor.y, next.x, next.y)) {
        anchor = spots[i - 1] ?? anchor;
        corners.push(anchor);
      }
    }
    corners.push(goal);
    return corners;
  }

  #centre(index: number): Spot {
    const { cell, cells } = this.#grid;
    return { x: ((index % cells) + 0.5) * cell, y: (Math.floor(index / cells) + 0.5) * cell };
  }
}

/** A binary heap of cells by priority, in growing typed arrays; at most eight entries a looked-at cell. */
class Heap {
  size = 0;
  #cells = new Int32Array(4096);
  #keys = new Float64Array(4096);

  clear(): void {
    this.size = 0;
  }

  push(cell: number, key: number): void {
    if (this.size === this.#cells.length) {
      this.#grow();
    }
    let at = this.size;
    this.size += 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#key(above) <= key) {
        break;
      }
      this.#copy(above, at);
      at = above;
    }
    this.#cells[at] = cell;
    this.#keys[at] = key;
  }

  /** Takes the cell of least key; the heap must not be empty. */
  pop(): number {
    const top = this.#cells[0] ?? 0;
    this.size -= 1;
    const cell = this.#cells[this.size] ?? 0;
    const key = this.#key(this.size);
    let at = 0;
    for (let below = 1; below < this.size; below = at * 2 + 1) {
      const least = below + 1 < this.size && this.#key(below + 1) < this.#key(below) ? below + 1 : below;
      if (key <= this.#key(least)) {
        break;
      }
      this.#copy(least, at);
      at = least;
    }
    this.#cells[at] = cell;
    this.#keys[at] = key;
    return top;
  }

  #key(at: number): number {
    return this.#keys[at] ?? Number.POSITIVE_INFINITY;
  }

  #copy(from: number, to: number): void {
    this.#cells[to] = this.#cells[from] ?? 0;
    this.#keys[to] = this.#key(from);
  }

  #grow(): void {
    const cells = new Int32Array(this.#cells.length * 2);
    const keys = new Float64Array(this.#keys.length * 2);
    cells.set(this.#cells);
    keys.set(this.#keys);
    this.#cells = cells;
    this.#keys = keys;
  }
}
