/** Where a tap goes: the ground under it, found by walking along the ray. Pure. */
export type Vec = readonly [number, number, number];

/** Metres of the first steps; they grow with the distance. */
const STEP = 0.6;
const FARTHEST = 1_800;

/** Returns where a ray meets the ground, or null where it goes past the world into the sky. */
export function groundHit(
  from: Vec,
  way: Vec,
  height: (x: number, z: number) => number,
): readonly [number, number] | null {
  let before = 0;
  let at = 0;
  while (at < FARTHEST) {
    const [x, y, z] = along(from, way, at);
    if (y <= height(x, z)) return bisect(from, way, before, at, height);
    before = at;
    at += STEP + at * 0.01;
  }
  return null;
}

function bisect(
  from: Vec,
  way: Vec,
  near: number,
  far: number,
  height: (x: number, z: number) => number,
): readonly [number, number] {
  let [low, high] = [near, far];
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    const [x, y, z] = along(from, way, middle);
    if (y <= height(x, z)) high = middle;
    else low = middle;
  }
  const [x, , z] = along(from, way, high);
  return [x, z];
}

function along(from: Vec, way: Vec, far: number): Vec {
  return [from[0] + way[0] * far, from[1] + way[1] * far, from[2] + way[2] * far];
}

/** Returns how far a point lies from a line between two points, pixels. */
export function pixelsFromLine(
  x: number,
  y: number,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(ax + dx * share - x, ay + dy * share - y);
}

/** Turns a wish in the view's axes (right, up) into world axes (east, north) for a camera heading. */
export function wishInWorld(right: number, up: number, heading: number): readonly [number, number] {
  const [s, c] = [Math.sin(heading), Math.cos(heading)];
  return [right * c + up * s, up * c - right * s];
}
