/** Plain curves on the ground: pairs of metres in the frame of whoever calls. */
export type XZ = readonly [number, number];

/** Cuts corners `times` times (Chaikin); the ends stay. */
export function smoothLine(line: readonly XZ[], times = 2): XZ[] {
  let points = [...line];
  for (let round = 0; round < times; round++) points = cutCorners(points);
  return points;
}

function cutCorners(line: readonly XZ[]): XZ[] {
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last || line.length < 3) return [...line];
  const out: XZ[] = [first];
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, az] = line[i] as XZ;
    const [bx, bz] = line[i + 1] as XZ;
    out.push([ax * 0.75 + bx * 0.25, az * 0.75 + bz * 0.25], [ax * 0.25 + bx * 0.75, az * 0.25 + bz * 0.75]);
  }
  out.push(last);
  return out;
}

/** Drops points that stand off the line by less than `tolerance` metres (Douglas-Peucker). */
export function simplifyLine(line: readonly XZ[], tolerance: number): XZ[] {
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last || line.length < 3) return [...line];
  const [index, off] = farthest(line, first, last);
  if (off < tolerance) return [first, last];
  const head = simplifyLine(line.slice(0, index + 1), tolerance);
  return [...head.slice(0, -1), ...simplifyLine(line.slice(index), tolerance)];
}

function farthest(line: readonly XZ[], a: XZ, b: XZ): [number, number] {
  let index = 0;
  let most = -1;
  for (let i = 1; i + 1 < line.length; i++) {
    const off = distanceToSegment(line[i] as XZ, a, b);
    if (off > most) [index, most] = [i, off];
  }
  return [index, most];
}

/** Returns the distance in metres from `p` to the segment from `a` to `b`. */
export function distanceToSegment(p: XZ, a: XZ, b: XZ): number {
  const dx = b[0] - a[0];
  const dz = b[1] - a[1];
  const square = dx * dx + dz * dz;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dz) / square));
  return Math.hypot(p[0] - a[0] - share * dx, p[1] - a[1] - share * dz);
}

/** Returns the distance in metres from `p` to a line of any length; Infinity to an empty one. */
export function distanceToLine(p: XZ, line: readonly XZ[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < line.length; i++) {
    least = Math.min(least, distanceToSegment(p, line[i] as XZ, line[i + 1] as XZ));
  }
  return least;
}

/** A line one can travel: its length and the point at a distance from the start. */
export class Path {
  readonly length: number;
  readonly #points: readonly XZ[];
  readonly #far: number[] = [0];

  /** Throws RangeError for fewer than two points. */
  constructor(points: readonly XZ[]) {
    if (points.length < 2) throw new RangeError("a path needs two points");
    this.#points = points;
    let far = 0;
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1] as XZ, points[i] as XZ];
      far += Math.hypot(b[0] - a[0], b[1] - a[1]);
      this.#far.push(far);
    }
    this.length = far;
  }

  /** Writes x, z and the angle of travel (0 is +z, towards +x positive) at `metres` from the start into `out`. */
  at(metres: number, out: [number, number, number]): [number, number, number] {
    const goal = Math.min(this.length, Math.max(0, metres));
    let i = 1;
    while (i + 1 < this.#far.length && (this.#far[i] as number) < goal) i++;
    const [a, b] = [this.#points[i - 1] as XZ, this.#points[i] as XZ];
    const from = this.#far[i - 1] as number;
    const span = (this.#far[i] as number) - from || 1;
    const t = (goal - from) / span;
    out[0] = a[0] + (b[0] - a[0]) * t;
    out[1] = a[1] + (b[1] - a[1]) * t;
    out[2] = Math.atan2(b[0] - a[0], b[1] - a[1]);
    return out;
  }

  /** Returns how far along the path the point nearest to `p` lies. */
  nearest(p: XZ): number {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 1; i < this.#points.length; i++) {
      const [a, b] = [this.#points[i - 1] as XZ, this.#points[i] as XZ];
      const [dx, dz] = [b[0] - a[0], b[1] - a[1]];
      const t = Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dz) / (dx * dx + dz * dz || 1)));
      const off = Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dz);
      if (off >= least) continue;
      least = off;
      best = (this.#far[i - 1] as number) + t * Math.hypot(dx, dz);
    }
    return best;
  }
}

/** Returns 0 below `low`, 1 above `high`, and an even S between. */
export function smoothstep(low: number, high: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - low) / (high - low)));
  return t * t * (3 - 2 * t);
}
