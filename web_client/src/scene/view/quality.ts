/** How much is drawn: chosen by how long frames take, with patience in both directions. Pure. */
export type Level = "high" | "middle" | "low";

export interface Profile {
  /** Side of the shadow map in pixels, 0 for none. */
  readonly shadows: number;
  /** Most device pixels a CSS pixel. */
  readonly ratio: number;
  /** Metres within which people are drawn in full. */
  readonly nearMetres: number;
  /** Whether half of the trees are left out. */
  readonly thin: boolean;
  /** Whether lamps throw light, or only their painted pools show. */
  readonly lamps: boolean;
}

export const PROFILES: Readonly<Record<Level, Profile>> = {
  high: { shadows: 2048, ratio: 2, nearMetres: 75, thin: false, lamps: true },
  middle: { shadows: 1024, ratio: 1.5, nearMetres: 45, thin: false, lamps: false },
  low: { shadows: 0, ratio: 1, nearMetres: 26, thin: true, lamps: false },
};

const ORDER: readonly Level[] = ["low", "middle", "high"];
/** Milliseconds a frame above which less is drawn (25 a second), below which more may be (55 a second). */
const SLOW = 40;
const FAST = 18;
/** Frames in a row that decide: soon downwards, slowly upwards. */
const SLOW_FRAMES = 60;
const FAST_FRAMES = 600;

/** Watches frame times and names the level to draw at. */
export class Governor {
  #level: Level;
  #slow = 0;
  #fast = 0;
  /** A level that was too slow once is not tried again: no swinging to and fro. */
  #ceiling = ORDER.length - 1;

  constructor(level: Level) {
    this.#level = level;
  }

  get level(): Level {
    return this.#level;
  }

  /** Takes the milliseconds since the last frame; returns the level, changed or not. */
  frame(milliseconds: number): Level {
    // A pause (a tab put aside, a breakpoint) says nothing about the device.
    if (milliseconds > 1_000) return this.#level;
    this.#slow = milliseconds > SLOW ? this.#slow + 1 : Math.max(0, this.#slow - 2);
    this.#fast = milliseconds < FAST ? this.#fast + 1 : 0;
    if (this.#slow >= SLOW_FRAMES) this.#step(-1);
    else if (this.#fast >= FAST_FRAMES) this.#step(1);
    return this.#level;
  }

  #step(by: -1 | 1): void {
    const index = ORDER.indexOf(this.#level) + by;
    this.#slow = 0;
    this.#fast = 0;
    if (by < 0) this.#ceiling = Math.max(0, index);
    this.#level = ORDER[Math.min(this.#ceiling, Math.max(0, index))] ?? this.#level;
  }
}

/** Returns the level to begin with, from what the browser tells of its device. */
export function firstLevel(renderer: string, memoryGigabytes: number | undefined, touch: boolean): Level {
  if (/swiftshader|llvmpipe|software|basic render/i.test(renderer)) return "low";
  if (memoryGigabytes !== undefined && memoryGigabytes <= 2) return "low";
  return touch ? "middle" : "high";
}
