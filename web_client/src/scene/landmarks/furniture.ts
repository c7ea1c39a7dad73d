/** Lamps and benches around the Forum Square: where they stand, and what they are made of. */
import { type Builder, frame } from "../kit/builder";
import type { XZ } from "../kit/curves";
import { bench, lampPost } from "./civic";

/** Returns where lamps stand about the square's middle; the way in from the south and the screen stay free. */
export function lampSpots(radius: number): XZ[] {
  const spots: XZ[] = [];
  for (let i = 0; i < 16; i++) {
    const a = (i / 16) * Math.PI * 2 + 0.2;
    if (Math.abs(wrapped(a - Math.PI)) > 0.5 && Math.abs(wrapped(a)) > 0.7)
      spots.push([Math.sin(a) * 27.2, Math.cos(a) * 27.2]);
  }
  for (let i = 0; i < 14; i++) {
    const a = ((i + 0.5) / 14) * Math.PI * 2;
    if (Math.abs(wrapped(a)) > 0.5) spots.push([Math.sin(a) * (radius - 6), Math.cos(a) * (radius - 6)]);
  }
  return spots;
}

const wrapped = (a: number): number => Math.atan2(Math.sin(a), Math.cos(a));

/** Adds lamps and benches; y is the plaza, panes go to `glass`. */
export function addFurniture(into: Builder, glass: Builder, spots: readonly XZ[], y: number): void {
  for (const [x, z] of spots) lampPost(into, glass, x, y, z);
  for (let i = 0; i < 12; i++) {
    const a = (i / 12) * Math.PI * 2 + 0.38;
    into.within(frame(Math.sin(a) * 35, y, Math.cos(a) * 35, [1, 1, 1], a), () => bench(into));
  }
}
