/** The voice of the page's hall, loaded with the first wish for it. */
import { signal } from "@preact/signals";
import type { OwnHall } from "../../../hall/open";
import { newId } from "../../../net/page";
import type { HallVoice } from "../../../voice/hall_voice";

export class VoiceDoor {
  /** The voice once it is here; null before. */
  readonly voice = signal<HallVoice["voice"] | null>(null);
  readonly #hall: OwnHall;
  #loading: Promise<void> | null = null;
  #made: HallVoice | null = null;

  constructor(hall: OwnHall) {
    this.#hall = hall;
  }

  /** Loads the voice, once. */
  open(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = null; // a lost line while loading: the next tap tries again
      throw error;
    });
    return this.#loading;
  }

  dispose(): void {
    this.#hall.hear(null);
    this.#made?.dispose();
    this.#made = null;
  }

  async #load(): Promise<void> {
    const { hallVoice } = await import("../../../voice/hall_voice");
    const hall = this.#hall;
    const made = hallVoice(hall, { say: (message) => hall.say(message), send: (frame) => hall.send(frame) }, newId);
    this.#made = made;
    hall.hear({ take: (frame) => made.voice.take(frame), lineOpened: () => made.voice.lineOpened() });
    this.voice.value = made.voice;
  }
}
