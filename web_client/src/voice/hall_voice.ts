/**
 * The voice of one hall: ties a `Voice` to a line and to what the hall's parts say of the floor.
 *
 * Whoever owns the line (the page of a hall, the square) makes one of these, hands it every frame of kind 3, and says
 * when the line opened:
 *
 *     const own = hallVoice(hall, { say: (message) => connection.send(encode(message)), send: ... }, newId);
 *     // frame[0] === KIND_VOICE -> own.voice.take(frame);   after each welcome -> own.voice.lineOpened()
 */
import { effect, type ReadonlySignal } from "@preact/signals";
import type { Parts } from "../hall/hall";
import type { ClientMessage, MinePart } from "../protocol/messages";
import { type MicTrouble, type OwnFloor, Voice, type VoiceParts } from "./voice";

/** What a line must do for a voice. */
export interface VoiceLine {
  /** Sends a message if the line is open. */
  readonly say: (message: ClientMessage) => boolean;
  /** Sends a frame of the own voice, unless older bytes still wait: late words are left out. */
  readonly send: (frame: Uint8Array<ArrayBuffer>) => boolean;
}

/** What is read of a hall. */
export interface HallFloor {
  readonly id: string;
  readonly parts: ReadonlySignal<Parts>;
  readonly mine: ReadonlySignal<MinePart | null>;
}

export interface HallVoice {
  readonly voice: Voice;
  readonly dispose: () => void;
}

/** Returns the voice of a hall, following its floor until it is disposed of. */
export function hallVoice(
  hall: HallFloor,
  line: VoiceLine,
  newId: () => string,
  { micFailed, parts }: { micFailed?: (why: MicTrouble) => void; parts?: VoiceParts } = {},
): HallVoice {
  const voice = new Voice(
    {
      send: (frame) => line.send(frame),
      listen: (on) => line.say(["listen", newId(), hall.id, on]),
      carry: (on) => line.say(["carry_hall", newId(), hall.id, on]),
      ...(micFailed ? { micFailed } : {}),
    },
    parts,
  );
  const stop = effect(() => {
    const shown = hall.parts.value;
    voice.setFloor(voice.carrying.value ? floorOfHall(shown) : floorOf(shown, hall.mine.value));
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
export function floorOfHall(parts: Parts): OwnFloor {
  const speaker = parts.floor?.speaker ?? null;
  if (parts.head?.phase !== "open" || (speaker !== null && speaker.channel !== "onsite")) return "closed";
  return speaker === null || speaker.running ? "open" : "paused";
}
