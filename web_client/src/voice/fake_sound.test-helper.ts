/** Sound for tests: an ear and a mouth that remember what was done with them, and a voice on top. */
import type { Ear, EarParts } from "./ear";
import { MicError, type MicTrouble } from "./microphone";
import type { Mouth, MouthParts } from "./mouth";
import { Voice, type VoiceParts } from "./voice";

export interface FakeParts {
  /** What was heard. */
  readonly frames: Uint8Array[];
  ear: EarParts | null;
  mouth: MouthParts | null;
  volume: number;
  sending: boolean;
  /** Why the next microphone is not had; `null` for one that works. */
  trouble: MicTrouble | null;
  deaf: boolean;
}

/** Returns what makes sound without a browser, and what was done with it. */
export function soundParts(): { fake: FakeParts; made: VoiceParts } {
  const context = { resume: async () => undefined, close: async () => undefined } as unknown as AudioContext;
  const fake: FakeParts = {
    frames: [],
    ear: null,
    mouth: null,
    volume: -1,
    sending: false,
    trouble: null,
    deaf: false,
  };
  const made: VoiceParts = {
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
  };
  return { fake, made };
}

export interface FakeSound extends FakeParts {
  readonly voice: Voice;
  /** What was said to the outside, in order. */
  readonly told: unknown[][];
}

/** Returns a voice without a browser. */
export function makeSound(): FakeSound {
  const { fake, made } = soundParts();
  const told: unknown[][] = [];
  const ports = {
    send: () => true,
    listen: (on: boolean) => told.push(["listen", on]),
    carry: (on: boolean) => told.push(["carry", on]),
    micFailed: (why: MicTrouble) => told.push(["failed", why]),
  };
  return Object.assign(fake, { voice: new Voice(ports, made), told });
}

function earOf(fake: FakeParts): Ear {
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

function mouthOf(fake: FakeParts): Mouth {
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
