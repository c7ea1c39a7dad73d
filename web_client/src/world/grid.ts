/** The walk grid: one byte a cell, 1 where one can stand. Row 0 lies in the south. */
export class WalkGrid {
  /** Side of a cell, metres. */
  readonly cell: number;
  /** Cells a side. */
  readonly cells: number;
  /** `free[row * cells + column]`. */
  readonly free: Uint8Array;

  /** Reads run lengths (base64 of LEB128, blocked first); throws where they do not fill the grid. */
  constructor(packed: { readonly cell: number; readonly cells: number; readonly runs: string }) {
    this.cell = packed.cell;
    this.cells = packed.cells;
    this.free = new Uint8Array(packed.cells * packed.cells);
    fill(this.free, bytesOf(packed.runs));
  }

  /** Whether one can stand at a point, metres; false outside the square. */
  walkable(x: number, y: number): boolean {
    const column = Math.floor(x / this.cell);
    const row = Math.floor(y / this.cell);
    if (column < 0 || row < 0 || column >= this.cells || row >= this.cells) {
      return false;
    }
    return this.free[row * this.cells + column] === 1;
  }

  /**
   * Whether the straight way between two points stays on walkable ground: every cell it touches is free,
   * and through the very corner of cells it squeezes only where both beside it are free.
   * Source: Amanatides and Woo, A Fast Voxel Traversal Algorithm (1987).
   */
  straight(ax: number, ay: number, bx: number, by: number): boolean {
    if (!this.walkable(ax, ay) || !this.walkable(bx, by)) {
      return false;
    }
    const columns = axis(ax / this.cell, bx / this.cell);
    const rows = axis(ay / this.cell, by / this.cell);
    let column = Math.floor(ax / this.cell);
    let row = Math.floor(ay / this.cell);
    for (let left = columns.count + rows.count; left > 0; ) {
      const apart = columns.next - rows.next;
      const corner = Math.abs(apart) < 1e-9;
      if (corner && !(this.#isFree(column + columns.step, row) && this.#isFree(column, row + rows.step))) {
        return false;
      }
      if (corner || apart < 0) {
        column += columns.step;
        columns.next += columns.every;
        left -= 1;
      }
      if (corner || apart > 0) {
        row += rows.step;
        rows.next += rows.every;
        left -= 1;
      }
      if (!this.#isFree(column, row)) {
        return false;
      }
    }
    return true;
  }

  /** The point itself where one can stand, else the centre of the nearest walkable cell. */
  nearest(x: number, y: number): { readonly x: number; readonly y: number } {
    if (this.walkable(x, y)) {
      return { x, y };
    }
    const column = clamp(Math.floor(x / this.cell), this.cells - 1);
    const row = clamp(Math.floor(y / this.cell), this.cells - 1);
    for (let reach = 4; ; reach *= 2) {
      const found = this.#nearestWithin(x, y, row, column, reach);
      if (found && (found.apart <= reach * this.cell || reach >= this.cells)) {
        return { x: found.x, y: found.y };
      }
      if (reach >= this.cells) {
        return { x, y };
      }
    }
  }

  #isFree(column: number, row: number): boolean {
    return this.free[row * this.cells + column] === 1;
  }

  #nearestWithin(x: number, y: number, row: number, column: number, reach: number) {
    let best: { x: number; y: number; apart: number } | null = null;
    for (let r = Math.max(0, row - reach); r <= Math.min(this.cells - 1, row + reach); r += 1) {
      for (let c = Math.max(0, column - reach); c <= Math.min(this.cells - 1, column + reach); c += 1) {
        if (this.free[r * this.cells + c] !== 1) {
          continue;
        }
        const cx = (c + 0.5) * this.cell;
        const cy = (r + 0.5) * this.cell;
        const apart = Math.hypot(cx - x, cy - y);
        if (!best || apart < best.apart) {
          best = { x: cx, y: cy, apart };
        }
      }
    }
    return best;
  }
}

/** Of one axis: which way, how many borders are crossed, and at which part of the way the first and each further. */
function axis(from: number, to: number): { step: number; count: number; next: number; every: number } {
  const count = Math.abs(Math.floor(to) - Math.floor(from));
  if (count === 0) {
    return { step: 0, count, next: Number.POSITIVE_INFINITY, every: 0 };
  }
  const step = to > from ? 1 : -1;
  const border = step > 0 ? Math.floor(from) + 1 : Math.floor(from);
  return { step, count, next: (border - from) / (to - from), every: step / (to - from) };
}

/** The bytes of a base64 text. */
export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}

function fill(free: Uint8Array, packed: Uint8Array): void {
  let at = 0;
  let value = 0;
  let length = 0;
  let shift = 0;
  for (const byte of packed) {
    length += (byte & 0x7f) * 2 ** shift;
    shift += 7;
    if (byte < 0x80) {
      free.fill(value, at, at + length);
      at += length;
      value = 1 - value;
      length = 0;
      shift = 0;
    }
  }
  if (at !== free.length) {
    throw new Error("the walk grid of the world file is damaged");
  }
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
