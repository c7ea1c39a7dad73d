/** Sound for tests: an ear and a mouth that remember what was done with them, and a voice on top. */
import type { Ear, EarParts } from "./ear";
import { MicError, type MicTrouble } from "./microphone";
import type { Mouth, MouthParts } from "./mouth";
import { Voice } from "./voice";

export interface FakeSound {
  readonly voice: Voice;
  /** What was said to the outside, in order. */
  readonly told: unknown[][];
  readonly frames: Uint8Array[];
  ear: EarParts | null;
  mouth: MouthParts | null;
  volume: number;
  sending: boolean;
  /** Why the next microphone is not had; `null` for one that works. */
  trouble: MicTrouble | null;
  deaf: boolean;
}

/** Returns a voice without a browser. */
export function makeSound(): FakeSound {
  const told: unknown[][] = [];
  const context = { resume: async () => undefined, close: async () => undefined } as unknown as AudioContext;
  const voice = new Voice(
    {
      send: () => true,
      listen: (on) => told.push(["listen", on]),
      carry: (on) => told.push(["carry", on]),
      micFailed: (why) => told.push(["failed", why]),
    },
    {
      context: () => context,
      now: () => 0,
      ear: async (parts) => {
        if (fake.deaf) throw new Error("no sound here");
        fake.ear = parts;
        return earOf(fake);
      },
      mouth: async (parts) => {
        if (fake.trouble !== null) throw new MicError(fake.trouble);
        fake.mouth = parts;
        return mouthOf(fake);
      },
    },
  );
  const fake: FakeSound = {
    voice,
    told,
    frames: [],
    ear: null,
    mouth: null,
    volume: -1,
    sending: false,
    trouble: null,
    deaf: false,
  };
  return fake;
}

function earOf(fake: FakeSound): Ear {
  return {
    take: (frame: Uint8Array) => fake.frames.push(frame),
    set volume(value: number) {
      fake.volume = value;
    },
    close: () => {
      fake.ear = null;
    },
  } as unknown as Ear;
}

function mouthOf(fake: FakeSound): Mouth {
  return {
    get sending() {
      return fake.sending;
    },
    set sending(value: boolean) {
      fake.sending = value;
    },
    close: () => {
      fake.sending = false;
      fake.mouth = null;
    },
  } as unknown as Mouth;
}
