/** The voice of the page's forum, loaded with the first wish for it. */
import { signal } from "@preact/signals";
import type { OwnForum } from "../../../forum_client/open";
import { newId } from "../../../net/page";
import type { ForumVoice } from "../../../voice/forum_voice";

export class VoiceDoor {
  /** The voice once it is here; null before. */
  readonly voice = signal<ForumVoice["voice"] | null>(null);
  readonly #forum: OwnForum;
  #loading: Promise<void> | null = null;
  #made: ForumVoice | null = null;

  constructor(forum: OwnForum) {
    this.#forum = forum;
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
    this.#forum.hear(null);
    this.#made?.dispose();
    this.#made = null;
  }

  async #load(): Promise<void> {
    const { forumVoice } = await import("../../../voice/forum_voice");
    const forum = this.#forum;
    const made = forumVoice(forum, { say: (message) => forum.say(message), send: (frame) => forum.send(frame) }, newId);
    this.#made = made;
    forum.hear({ take: (frame) => made.voice.take(frame), lineOpened: () => made.voice.lineOpened() });
    this.voice.value = made.voice;
  }
}
