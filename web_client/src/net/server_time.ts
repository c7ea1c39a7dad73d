/**
 * The server's clocks as seen from here. Pure but for its own memory; every time is handed in.
 *
 * Ticks of crowd frames (u16) become times of the local clock: the line of least delay, so that a late frame does
 * not make anybody slow down. Milliseconds UTC of the server come from `welcome` and `synced`.
 */

/** How fast the least delay may grow again, milliseconds a millisecond: clocks drift by far less. */
const DRIFT = 0.001;
/** Milliseconds by which a frame's time may differ from its arrival; past it the line starts anew. */
const MOST_OFF_MS = 2_000;
const TICKS = 65_536;

/** Turns tick numbers into local times. */
export class TickClock {
  #period = 100;
  #tick = 0;
  #unwrapped = 0;
  #offset: number | null = null;
  #at = 0;

  /** Starts anew at a tick rate. */
  start(tickHz: number): void {
    this.#period = 1000 / Math.max(1, tickHz);
    this.#offset = null;
  }

  /** Milliseconds from tick to tick. */
  get period(): number {
    return this.#period;
  }

  /** Returns the local time of a tick that arrived at `now`. */
  time(tick: number, now: number): number {
    this.#unwrapped += wrapped(tick - this.#tick);
    this.#tick = tick;
    const seen = now - this.#unwrapped * this.#period;
    const expected = this.#offset === null ? seen : this.#offset + (now - this.#at) * DRIFT;
    this.#offset = Math.abs(seen - expected) > MOST_OFF_MS ? seen : Math.min(seen, expected);
    this.#at = now;
    return this.#unwrapped * this.#period + this.#offset;
  }
}

function wrapped(difference: number): number {
  const around = ((difference % TICKS) + TICKS) % TICKS;
  return around < TICKS / 2 ? around : around - TICKS;
}

/** Milliseconds UTC of the server. */
export class ServerClock {
  #offset = 0;
  #error = Number.POSITIVE_INFINITY;

  /** Takes the server's time as it came unasked: nobody knows how long it was on its way, so any answer is better. */
  start(server: number, received: number): void {
    this.#error = Number.POSITIVE_INFINITY;
    this.#offset = server - received;
  }

  /** Takes the server's time: asked at `sent`, answered at `received`, both of the local clock. */
  synced(server: number, sent: number, received: number): void {
    const error = Math.max(0, received - sent) / 2;
    // A worse answer than we have is kept out, but fades: the clocks of phones jump.
    if (error > this.#error * 2) return;
    this.#error = error + 1;
    this.#offset = server - (sent + received) / 2;
  }

  now(local: number): number {
    return local + this.#offset;
  }
}
