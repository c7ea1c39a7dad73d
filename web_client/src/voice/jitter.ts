/**
 * The jitter buffer: takes packets as they come, gives one each 20 ms. Pure: time is an argument.
 *
 * Packet `s` would arrive at `s * 20 + prompt` if the way were always as short as at its best; it is played `target`
 * later. `target` follows how much longer the way has been lately, within bounds: a voice rides in the server's
 * ticks, so 100 ms are usual. What comes after its place is left out. When nothing is there, playing waits and the
 * delay grows; it is brought back packet by packet, and at once where there is a hole anyway.
 *
 * Knows: numbers and times. Does not know: Opus, sound, sockets.
 */
import { PACKET_MS } from "./frames";

/** Milliseconds between the promptest arrival and playing. */
export const LEAST_MS = 60;
export const MOST_MS = 300;
/** At the start: a tick, and something for the way. */
export const START_MS = 120;
/** Packets over which the way is judged: four seconds. */
const WINDOW = 200;
/** Of the packets in the window, so many must be in time. */
const IN_TIME = 0.98;
/** Milliseconds of delay above the target that are borne before a packet is skipped. */
const SLACK_MS = 60;
/** Packets between two that are skipped: speech sounds hurried, not torn. */
const SKIP_EVERY = 8;
/** Milliseconds without a packet after which it was a pause: the next one starts anew. */
export const PAUSE_MS = 500;
/** Packets held at most: a second. The oldest goes. */
export const MOST_HELD = 50;

/** What to play for the next 20 ms: a packet, something in place of one that is missing, or nothing. */
export type Pulled = Uint8Array | "gap" | "quiet";

export interface JitterCounts {
  played: number;
  gaps: number;
  late: number;
  skipped: number;
  repeated: number;
}

export class JitterBuffer {
  readonly counts: JitterCounts = { played: 0, gaps: 0, late: 0, skipped: 0, repeated: 0 };
  readonly #held = new Map<number, Uint8Array>();
  #ways: number[] = [];
  #target = START_MS;
  #newest = 0;
  #next: number | null = null;
  #dry = 0;
  #sinceSkip = 0;

  /** Milliseconds that playing aims to be behind the promptest arrival. */
  get target(): number {
    return this.#target;
  }

  /** Packets held. */
  get depth(): number {
    return this.#held.size;
  }

  /** Forgets packets and numbers for another voice; how uneven the way was is still a good guess. */
  reset(): void {
    this.#held.clear();
    this.#ways = [];
    this.#next = null;
    this.#newest = 0;
    this.#dry = 0;
  }

  /** Takes packets numbered from `seq` (modulo 2^16) that arrived at `now`. */
  push(seq: number, packets: readonly Uint8Array[], now: number): void {
    packets.forEach((packet, index) => {
      this.#take(this.#unwrap(seq + index), packet, now);
    });
    this.#judge();
  }

  /** Returns what is to be played now; asked once each 20 ms. */
  pull(now: number): Pulled {
    if (this.#next === null && !this.#start(now)) return "quiet";
    this.#hurry(now);
    const next = this.#next ?? 0;
    const packet = this.#held.get(next);
    if (packet !== undefined) {
      this.#held.delete(next);
      this.#next = next + 1;
      this.#dry = 0;
      this.counts.played += 1;
      return packet;
    }
    return this.#missing(next);
  }

  #take(number: number, packet: Uint8Array, now: number): void {
    this.#ways.push(now - number * PACKET_MS);
    if (this.#next !== null && number < this.#next) {
      this.counts.late += 1;
      return;
    }
    if (this.#held.has(number)) this.counts.repeated += 1;
    this.#held.set(number, packet);
    if (this.#held.size > MOST_HELD) this.#dropOldest();
  }

  /** Returns the number that a number of 16 bits stands for: the one nearest to the newest. */
  #unwrap(seq: number): number {
    const ahead = ((((seq - this.#newest) % 65_536) + 98_304) % 65_536) - 32_768;
    const number = this.#newest + ahead;
    if (number > this.#newest || this.#ways.length === 0) this.#newest = number;
    return number;
  }

  #dropOldest(): void {
    const oldest = Math.min(...this.#held.keys());
    this.#held.delete(oldest);
    this.counts.skipped += 1;
    if (this.#next !== null) this.#next = Math.max(this.#next, oldest + 1);
  }

  /** Sets the target by how uneven the way was lately. */
  #judge(): void {
    this.#ways = this.#ways.slice(-WINDOW);
    const sorted = [...this.#ways].sort((a, b) => a - b);
    const worst = sorted[Math.ceil(sorted.length * IN_TIME) - 1] ?? 0;
    const wanted = Math.min(MOST_MS, Math.max(LEAST_MS, worst - this.#prompt() + PACKET_MS));
    // up at once, down slowly; a few packets say little
    if (wanted > this.#target) this.#target = wanted;
    else if (this.#ways.length > WINDOW / 4) this.#target += (wanted - this.#target) / 16;
  }

  #prompt(): number {
    return this.#ways.reduce((least, way) => Math.min(least, way), Number.POSITIVE_INFINITY);
  }

  /** Returns how long after its promptest arrival a packet would be played now. */
  #delay(number: number, now: number): number {
    return now - number * PACKET_MS - this.#prompt();
  }

  /** Begins to play once the first packet held is due; tells whether. */
  #start(now: number): boolean {
    if (this.#held.size === 0) return false;
    const first = Math.min(...this.#held.keys());
    if (this.#delay(first, now) < this.#target) return false;
    this.#next = first;
    this.#dry = 0;
    return true;
  }

  /** Leaves out what makes the delay too long: holes at once, packets now and then. */
  #hurry(now: number): void {
    while (this.#next !== null && this.#held.size > 0 && !this.#held.has(this.#next)) {
      if (this.#delay(this.#next + 1, now) < this.#target) return;
      this.#next += 1;
    }
    this.#sinceSkip += 1;
    const over = this.#next !== null && this.#delay(this.#next, now) > this.#target + SLACK_MS;
    if (!over || this.#next === null || this.#held.size < 2 || this.#sinceSkip < SKIP_EVERY) return;
    this.#held.delete(this.#next);
    this.#next += 1;
    this.#sinceSkip = 0;
    this.counts.skipped += 1;
  }

  #missing(next: number): Pulled {
    if (this.#held.size > 0) {
      this.#next = next + 1;
      this.counts.gaps += 1;
      return "gap";
    }
    this.#dry += 1;
    if (this.#dry * PACKET_MS < PAUSE_MS) {
      this.counts.gaps += 1;
      return "gap";
    }
    this.#next = null;
    return "quiet";
  }
}
