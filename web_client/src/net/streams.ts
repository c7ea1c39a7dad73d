/**
 * How far each stream was read. An event covers `(after, seq]`; only a break in that chain is a gap.
 * Pure but for its own memory.
 */
import type { StreamPosition } from "../protocol/messages";

export type Verdict = "apply" | "old" | "gap";

export class Streams {
  readonly #positions = new Map<string, { epoch: string; seq: number }>();

  /** Takes `resumed` or `reset`: where a stream goes on. */
  start(stream: string, epoch: string, seq: number): void {
    this.#positions.set(stream, { epoch, seq });
  }

  /** Judges an event and moves on if it applies. */
  accept(stream: string, after: number, seq: number): Verdict {
    const position = this.#positions.get(stream);
    if (position === undefined) return "gap";
    if (seq <= position.seq) return "old";
    if (after > position.seq) return "gap";
    position.seq = seq;
    return "apply";
  }

  /** Returns what the next hello says. */
  positions(): readonly StreamPosition[] {
    return [...this.#positions].map(([stream, at]) => [stream, at.epoch, at.seq] as const);
  }
}

/** As many as `hello` takes. */
export const MAX_POSITIONS = 4;
