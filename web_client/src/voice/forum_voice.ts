/**
 * The voice of one forum: ties a `Voice` to a line and to what the forum's parts say of the floor.
 *
 * Whoever owns the line (the page of a forum, the square) makes one of these, hands it every frame of kind 3, and says
 * when the line opened:
 *
 *     const own = forumVoice(forum, { say: (message) => connection.send(encode(message)), send: ... }, newId);
 *     // frame[0] === KIND_VOICE -> own.voice.take(frame);   after each welcome -> own.voice.lineOpened()
 */
import { effect, type ReadonlySignal } from "@preact/signals";
import type { Parts } from "../forum_client/forum_client";
import type { ClientMessage, MinePart } from "../protocol/messages";
import { type MicTrouble, type OwnFloor, Voice, type VoiceParts } from "./voice";

/** What a line must do for a voice. */
export interface VoiceLine {
  /** Sends a message if the line is open. */
  readonly say: (message: ClientMessage) => boolean;
  /** Sends a frame of the own voice, unless older bytes still wait: late words are left out. */
  readonly send: (frame: Uint8Array<ArrayBuffer>) => boolean;
}

/** What is read of a forum. */
export interface ForumFloor {
  readonly id: string;
  readonly parts: ReadonlySignal<Parts>;
  readonly mine: ReadonlySignal<MinePart | null>;
}

export interface ForumVoice {
  readonly voice: Voice;
  readonly dispose: () => void;
}

/** Returns the voice of a forum, following its floor until it is disposed of. */
export function forumVoice(
  forum: ForumFloor,
  line: VoiceLine,
  newId: () => string,
  { micFailed, parts }: { micFailed?: (why: MicTrouble) => void; parts?: VoiceParts } = {},
): ForumVoice {
  const voice = new Voice(
    {
      send: (frame) => line.send(frame),
      listen: (on) => line.say(["listen", newId(), forum.id, on]),
      carry: (on) => line.say(["carry_hall", newId(), forum.id, on]),
      ...(micFailed ? { micFailed } : {}),
    },
    parts,
  );
  const stop = effect(() => {
    const shown = forum.parts.value;
    voice.setFloor(voice.carrying.value ? floorOfForum(shown) : floorOf(shown, forum.mine.value));
  });
  return {
    voice,
    dispose: () => {
      stop();
      voice.dispose();
    },
  };
}

/** Returns how one's own floor stands; who is on site speaks by the hall's microphone. */
export function floorOf(parts: Parts, mine: MinePart | null): OwnFloor {
  const speaker = parts.floor?.speaker ?? null;
  if (speaker === null || mine === null || speaker.person !== mine.person || speaker.channel === "onsite")
    return "closed";
  return speaker.running && parts.head?.phase === "open" ? "open" : "paused";
}

/** Returns how the floor of the real hall stands: open while somebody on site speaks, and between speeches. */
export function floorOfForum(parts: Parts): OwnFloor {
  const speaker = parts.floor?.speaker ?? null;
  if (parts.head?.phase !== "open" || (speaker !== null && speaker.channel !== "onsite")) return "closed";
  return speaker === null || speaker.running ? "open" : "paused";
}
