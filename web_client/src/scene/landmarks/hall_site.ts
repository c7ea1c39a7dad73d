/** A hall where it stands in the scene: from its own frame to the scene's and back, and how high one stands in it. */

import type { HallLayout, Spot } from "../../world/hall_layout";
import { inFrame, onSquare, rimOf } from "../../world/halls";
import { heightIn, seatNear } from "../../world/seats";
import type { World } from "../../world/world";
import type { XZ } from "../kit/curves";

/** How far the floor of a room lies over the ground: over the road that leads in, metres. */
const FLOOR = 0.16;
/** North of the theatre's rows: where the floor rises to the plaza in two steps, metres from the middle. */
const TERRACE = [20, 22] as const;

export class HallSite {
  readonly layout: HallLayout;
  /** Its middle in the scene. */
  readonly at: XZ;
  /** Turn of its frame about the vertical, as three.js counts. */
  readonly turn: number;
  /** Height of its floor in the scene. */
  readonly floor: number;
  /** Half the width and half the depth of a room, metres; null for the theatre, which has no walls. */
  readonly room: XZ | null;
  readonly #half: number;
  /** Nothing of it lies farther from its middle, metres. */
  readonly #rim: number;

  /** `ground` is the height around it. */
  constructor(layout: HallLayout, world: World, ground: number) {
    const half = world.side / 2;
    const box = world.zones.find((zone) => zone.place === layout.place)?.box;
    this.layout = layout;
    this.turn = -layout.faces;
    this.floor = box ? ground + FLOOR : ground - layout.sunk;
    this.room = box ? roomOf(layout, box) : null;
    this.at = [layout.x - half, half - layout.y];
    this.#half = half;
    this.#rim = this.room ? Math.hypot(...this.room) : rimOf(layout);
  }

  /** Returns a point of the scene in the frame of the hall. */
  inFrame(x: number, z: number): Spot {
    return inFrame(this.layout, { x: x + this.#half, y: this.#half - z });
  }

  /** Returns where a point of the hall's frame lies in the scene. */
  inScene(spot: Spot): XZ {
    const { x, y } = onSquare(this.layout, spot);
    return [x - this.#half, this.#half - y];
  }

  /** Returns how high one stands at a point of the scene; null where the open ground says so. */
  height(x: number, z: number): number | null {
    const away = Math.hypot(x - this.at[0], z - this.at[1]);
    if (away >= this.#rim) return null;
    const inside = heightIn(this.layout, this.inFrame(x, z));
    if (inside !== null) return this.floor + inside;
    if (this.room) return this.#inRoom(x, z) ? this.floor : null;
    return this.layout.sunk > 0 ? this.floor + terrace(away, this.layout.sunk) : null;
  }

  #inRoom(x: number, z: number): boolean {
    const [right, away] = this.inFrame(x, z);
    return this.room !== null && Math.abs(right) <= this.room[0] && Math.abs(away) <= this.room[1];
  }

  /** Returns where somebody who sits at a point of the scene is drawn; null off the rows. */
  seat(x: number, z: number): { x: number; y: number; z: number; key: string } | null {
    if (Math.hypot(x - this.at[0], z - this.at[1]) >= this.#rim) return null;
    const seat = seatNear(this.layout, this.inFrame(x, z));
    if (!seat) return null;
    const [sx, sz] = this.inScene([seat.x, seat.z]);
    return { x: sx, y: this.floor + seat.y, z: sz, key: seat.key };
  }
}

function terrace(away: number, sunk: number): number {
  return away < TERRACE[0] ? 0 : away < TERRACE[1] ? sunk / 2 : sunk;
}

/** Half the width and depth of a box of the world file as the hall sees it, which faces a side of it. */
function roomOf({ faces }: HallLayout, [x0, y0, x1, y1]: readonly [number, number, number, number]): XZ {
  const [east, north] = [(x1 - x0) / 2, (y1 - y0) / 2];
  return Math.abs(Math.sin(faces)) > 0.5 ? [north, east] : [east, north];
}
