/** A flat band along a line: water, banks, the viaduct's deck. */
import type { Builder, Paint } from "./builder";
import { quad } from "./builder";
import type { XZ } from "./curves";
import type { Tint } from "./palette";

export interface Ribbon {
  readonly width: number | ((share: number) => number);
  readonly y: number | ((at: XZ) => number);
  /** Thickness downwards; 0 draws the top only. */
  readonly thick?: number;
  readonly paint?: Paint;
}

/** Adds the band; the width may change along its length (share 0 to 1). */
export function ribbon(into: Builder, line: readonly XZ[], colour: Tint, shape: Ribbon): void {
  if (line.length < 2) return;
  const left = line.map((_, i) => edge(line, i, shape, 0.5));
  const right = line.map((_, i) => edge(line, i, shape, -0.5));
  const soup: number[] = [];
  const thick = shape.thick ?? 0;
  for (let i = 0; i + 1 < line.length; i++) {
    const [a, b, c, d] = [left[i], right[i], right[i + 1], left[i + 1]] as [Corner, Corner, Corner, Corner];
    quad(soup, a, b, c, d);
    if (!thick) continue;
    quad(soup, b, down(b, thick), down(c, thick), c);
    quad(soup, d, down(d, thick), down(a, thick), a);
    quad(soup, down(d, thick), down(c, thick), down(b, thick), down(a, thick));
  }
  into.triangleSoup(soup, colour, shape.paint);
}

type Corner = [number, number, number];

function down([x, y, z]: Corner, by: number): Corner {
  return [x, y - by, z];
}

function edge(line: readonly XZ[], i: number, shape: Ribbon, side: number): Corner {
  const here = line[i] as XZ;
  const before = line[Math.max(0, i - 1)] as XZ;
  const after = line[Math.min(line.length - 1, i + 1)] as XZ;
  const [dx, dz] = [after[0] - before[0], after[1] - before[1]];
  const length = Math.hypot(dx, dz) || 1;
  const width = typeof shape.width === "function" ? shape.width(i / (line.length - 1)) : shape.width;
  const y = typeof shape.y === "function" ? shape.y(here) : shape.y;
  return [here[0] + (dz / length) * width * side, y, here[1] - (dx / length) * width * side];
}
