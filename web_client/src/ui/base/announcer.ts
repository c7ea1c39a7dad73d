/**
 * The voice of the page for screen readers: new lines, summed up, at most one every three seconds.
 *
 * A live region on the log itself would read every word of a lively square over the person's own typing.
 */
export interface Heard {
  readonly name: string;
  readonly text: string;
}

/** Three seconds is about the time a screen reader needs for one short sentence. */
export const PAUSE_MS = 3_000;
/** Milliseconds until spoken words leave the region again: who reads on line by line must not meet them twice. */
export const SPOKEN_MS = 10_000;

export interface AnnouncerParts {
  /** Puts words into the live region. */
  readonly speak: (words: string) => void;
  /** Words what was heard since the last time. */
  readonly sum: (heard: readonly Heard[]) => string;
  readonly now: () => number;
  /** Calls back after so many milliseconds; returns how to give it up. */
  readonly later: (run: () => void, ms: number) => () => void;
}

export class Announcer {
  private waiting: Heard[] = [];
  private spokenAt = Number.NEGATIVE_INFINITY;
  private giveUp: (() => void) | null = null;
  private clear: (() => void) | null = null;

  private readonly parts: AnnouncerParts;

  constructor(parts: AnnouncerParts) {
    this.parts = parts;
  }

  /** Takes a line in; it is spoken at once or with the next summary. */
  hear(line: Heard): void {
    this.waiting.push(line);
    if (this.giveUp) return;
    const wait = this.spokenAt + PAUSE_MS - this.parts.now();
    if (wait <= 0) this.flush();
    else this.giveUp = this.parts.later(() => this.flush(), wait);
  }

  /** Forgets what waits and was said: the person switched the voice off. */
  hush(): void {
    this.waiting = [];
    this.giveUp?.();
    this.giveUp = null;
    if (this.clear) this.parts.speak("");
    this.clear?.();
    this.clear = null;
  }

  private flush(): void {
    this.giveUp = null;
    const heard = this.waiting;
    this.waiting = [];
    this.spokenAt = this.parts.now();
    this.parts.speak(this.parts.sum(heard));
    this.clear?.();
    this.clear = this.parts.later(() => {
      this.clear = null;
      this.parts.speak("");
    }, SPOKEN_MS);
  }
}
