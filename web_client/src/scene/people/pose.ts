/** From the state byte of the wire to how a body is held. Pure. */

export const GAIT = { stand: 0, walk: 1, run: 2, sit: 3, ride: 4 } as const;
export const EMOTE = { none: 0, wave: 1, clap: 2, nod: 3 } as const;
export const PRESENCE = { here: 0, idle: 1, away: 2 } as const;

export interface Held {
  readonly gait: number;
  readonly hand: boolean;
  readonly presence: number;
  readonly emote: number;
}

/** Returns the parts of a state byte: bits 0-2 gait, 3 hand, 4-5 presence, 6-7 emote. */
export function readState(state: number): Held {
  return { gait: state & 7, hand: (state & 8) !== 0, presence: (state >> 4) & 3, emote: (state >> 6) & 3 };
}

/** Returns what the shader is told about gestures: the emote, plus 4 with a hand raised. */
export function gestureCode(state: number): number {
  return ((state >> 6) & 3) + ((state & 8) !== 0 ? 4 : 0);
}

/** Returns how much colour somebody keeps: present 1, idle 0.78, away 0.42. */
export function vividness(state: number): number {
  const presence = (state >> 4) & 3;
  return presence === PRESENCE.away ? 0.42 : presence === PRESENCE.idle ? 0.78 : 1;
}

/** Metres of a whole step cycle (left and right) when walking. */
const CYCLE = 1.45;
/** Walking speed at which legs swing fully, m/s. */
const FULL_SWING = 1.6;
/** Seconds in which a change of stride or posture settles to 63 %. */
const SETTLE = 0.16;

/** How a body goes on from frame to frame; one per slot, kept in flat arrays. */
export class Strides {
  readonly phase = new Float32Array(SLOTS);
  readonly swing = new Float32Array(SLOTS);
  readonly sit = new Float32Array(SLOTS);
  readonly height = new Float32Array(SLOTS);
  readonly #x = new Float32Array(SLOTS);
  readonly #z = new Float32Array(SLOTS);
  readonly #seen = new Int32Array(SLOTS).fill(-2);

  /**
   * Moves the body of a slot to (x, y, z) in frame number `frame`, `dt` seconds after the last one.
   * Legs follow the way really gone, so that feet do not slide; a leap or a first sight does not swing them.
   */
  advance(slot: number, x: number, y: number, z: number, sits: boolean, frame: number, dt: number): void {
    const fresh = (this.#seen[slot] as number) < frame - 1;
    const gone = Math.hypot(x - (this.#x[slot] as number), z - (this.#z[slot] as number));
    const leap = fresh || gone > LEAP;
    this.#x[slot] = x;
    this.#z[slot] = z;
    this.#seen[slot] = frame;
    const ease = leap ? 1 : 1 - Math.exp(-dt / SETTLE);
    const wish = leap || dt <= 0 ? 0 : Math.min(1.5, gone / dt / FULL_SWING);
    this.#settle(this.swing, slot, wish, ease);
    this.#settle(this.sit, slot, sits ? 1 : 0, ease);
    this.#settle(this.height, slot, y, leap ? 1 : 1 - Math.exp(-dt / 0.09));
    if (!leap) this.phase[slot] = ((this.phase[slot] as number) + (gone / CYCLE) * Math.PI * 2) % (Math.PI * 2);
  }

  #settle(row: Float32Array, slot: number, wish: number, ease: number): void {
    const now = row[slot] as number;
    row[slot] = now + (wish - now) * ease;
  }
}

/** Slots are u16 on the wire. */
const SLOTS = 65_536;
/** More metres in a frame than anybody walks: somebody was put elsewhere. */
const LEAP = 3;
