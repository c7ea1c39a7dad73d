/** Where the map looks: a middle in metres and pixels a metre. North is up. Pure. */
import { SIDE } from "../protocol/messages";
import type { Point } from "../world/geometry";

export const MOST_SCALE = 24;
/** Milliseconds in which the camera comes to rest behind the avatar. */
const FOLLOW_MS = 180;
/** A press of a button zooms by this. */
export const ZOOM_STEP = 1.6;
/** Share of the view that a press of an arrow moves by. */
const PAN_SHARE = 0.3;

export class Camera {
  x = SIDE / 2;
  y = SIDE / 2;
  scale = 2;
  width = 1;
  height = 1;
  /** Whether the avatar stays in the middle. */
  following = true;

  /** The scale at which the whole city is in view. */
  get leastScale(): number {
    return Math.min(this.width, this.height) / (SIDE * 1.02);
  }

  /** The scale at which one sees whom one talks to: about 110 m across. */
  get walkScale(): number {
    return clamp(Math.min(this.width, this.height) / 110, 3, 9);
  }

  resize(width: number, height: number): void {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.#settle();
  }

  /** Returns the pixel of a point in metres. */
  px(x: number): number {
    return (x - this.x) * this.scale + this.width / 2;
  }

  py(y: number): number {
    return (this.y - y) * this.scale + this.height / 2;
  }

  /** Returns the point in metres under a pixel. */
  at(px: number, py: number): Point {
    return { x: this.x + (px - this.width / 2) / this.scale, y: this.y - (py - this.height / 2) / this.scale };
  }

  /** Drags the ground along with a finger; the avatar is no longer followed. */
  drag(dx: number, dy: number): void {
    this.following = false;
    this.x -= dx / this.scale;
    this.y += dy / this.scale;
    this.#settle();
  }

  /** Moves by a press: -1, 0 or 1 to the east and to the north. */
  pan(east: number, north: number): void {
    this.drag(-east * this.width * PAN_SHARE, north * this.height * PAN_SHARE);
  }

  /** Zooms about a pixel; while following, about the avatar. */
  zoom(factor: number, px = this.width / 2, py = this.height / 2): void {
    const before = this.at(px, py);
    this.scale = clamp(this.scale * factor, this.leastScale, MOST_SCALE);
    if (!this.following) {
      const after = this.at(px, py);
      this.x += before.x - after.x;
      this.y += before.y - after.y;
    }
    this.#settle();
  }

  /** Shows the whole city. */
  overview(): void {
    this.following = false;
    this.scale = this.leastScale;
    this.x = this.y = SIDE / 2;
  }

  /** Goes to the avatar at once and stays with it. */
  home(own: Point): void {
    this.following = true;
    this.scale = Math.max(this.scale, this.walkScale);
    this.x = own.x;
    this.y = own.y;
  }

  /** Moves towards the avatar; tells whether the camera moved. `still` jumps: reduced motion. */
  follow(own: Point, ms: number, still: boolean): boolean {
    if (!this.following) return false;
    const dx = own.x - this.x;
    const dy = own.y - this.y;
    const far = Math.hypot(dx, dy);
    if (far * this.scale < 0.2) return false;
    const share = still || far > 60 ? 1 : 1 - Math.exp(-ms / FOLLOW_MS);
    this.x += dx * share;
    this.y += dy * share;
    return true;
  }

  #settle(): void {
    this.scale = clamp(this.scale, this.leastScale, MOST_SCALE);
    this.x = clamp(this.x, 0, SIDE);
    this.y = clamp(this.y, 0, SIDE);
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
