/**
 * The voice of a hall in one tab, as pages use it: signals to read, a few verbs, and ports to the outside.
 *
 * Small and loaded with the page; what makes sound is loaded with the first tap. Listening begins with a tap and
 * never by itself. The microphone is asked for by a tap, sends only while the own floor is open, and is let go when
 * the floor closes. Whatever fails, `micFailed` says so at once: the page shows the typed field.
 *
 * Knows: who may do what when, as far as a tab does. Does not know: sockets, forums, Opus.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Ear, EarParts } from "./ear";
import type { MicPlace, MicTrouble } from "./microphone";
import type { Mouth, MouthParts } from "./mouth";

export type { MicPlace, MicTrouble } from "./microphone";

/** What a page hands in. */
export interface VoicePorts {
  /** Sends a frame of kind 3 if the line takes it now; tells whether it did. */
  readonly send: (frame: Uint8Array<ArrayBuffer>) => boolean;
  /** Says to the server whether this tab listens: `["listen", act, forum, on]`. */
  readonly listen: (on: boolean) => void;
  /** Says to the server whether this tab carries the real hall: `["carry_hall", act, forum, on]`. */
  readonly carry?: (on: boolean) => void;
  /** The microphone cannot be used: let the person type. */
  readonly micFailed?: (why: MicTrouble) => void;
}

/** What makes sound; the default loads it from the browser, tests hand in their own. */
export interface VoiceParts {
  readonly context: () => AudioContext;
  readonly ear: (parts: EarParts) => Promise<Ear>;
  readonly mouth: (parts: MouthParts) => Promise<Mouth>;
  readonly now: () => number;
}

export type Hearing = "off" | "starting" | "on" | "unable";
export type MicState =
  | { readonly kind: "off" | "asking" | "on" }
  | { readonly kind: "failed"; readonly why: MicTrouble };
/** The own floor: `paused` keeps the microphone and sends nothing. */
export type OwnFloor = "closed" | "open" | "paused";

/** Milliseconds without a frame after which nobody is heard any more: what was held back has been said by then. */
const SILENT_MS = 400;
/** Pieces of 20 ms between two values of a meter: ten a second are smooth enough, and a page can draw them. */
const METER_EVERY = 5;

const BROWSER: VoiceParts = {
  context: () => new AudioContext({ sampleRate: 48_000, latencyHint: "interactive" }),
  ear: async (parts) => (await import("./ear")).openEar(parts),
  mouth: async (parts) => (await import("./mouth")).openMouth(parts),
  now: () => performance.now(),
};

export class Voice {
  readonly hearing: ReadonlySignal<Hearing>;
  readonly mic: ReadonlySignal<MicState>;
  /** Whether a voice arrives now. */
  readonly heard: ReadonlySignal<boolean>;
  /** How loud the heard voice is, 0 to 1. */
  readonly heardLevel: ReadonlySignal<number>;
  /** How loud the own microphone is, 0 to 1. */
  readonly micLevel: ReadonlySignal<number>;
  /** Whether the own words go out now. */
  readonly sending: ReadonlySignal<boolean>;
  readonly floor: ReadonlySignal<OwnFloor>;
  /** Whether this tab is the real hall's microphone and loudspeaker. */
  readonly carrying: ReadonlySignal<boolean>;
  /** How loud, 0 to 1, and whether it is muted for a while. */
  readonly volume = signal(1);
  readonly muted = signal(false);
  /** By choice the microphone sends only while a key or a button is held. */
  readonly pushToTalk = signal(false);
  readonly held = signal(false);

  readonly #ports: VoicePorts;
  readonly #parts: VoiceParts;
  readonly #hearing = signal<Hearing>("off");
  readonly #mic = signal<MicState>({ kind: "off" });
  readonly #heard = signal(false);
  readonly #heardLevel = signal(0);
  readonly #micLevel = signal(0);
  readonly #floor = signal<OwnFloor>("closed");
  readonly #carrying = signal(false);
  #context: AudioContext | null = null;
  #ear: Ear | null = null;
  #mouth: Mouth | null = null;
  #asked = 0;

  constructor(ports: VoicePorts, parts: VoiceParts = BROWSER) {
    this.#ports = ports;
    this.#parts = parts;
    this.hearing = this.#hearing;
    this.mic = this.#mic;
    this.heard = this.#heard;
    this.heardLevel = this.#heardLevel;
    this.micLevel = this.#micLevel;
    this.floor = this.#floor;
    this.carrying = this.#carrying;
    this.sending = computed(
      () =>
        this.#mic.value.kind === "on" &&
        this.#floor.value === "open" &&
        // the hall's microphone is shut while its loudspeaker speaks: it would echo
        (this.#carrying.value ? !this.#heard.value : !this.pushToTalk.value || this.held.value),
    );
    this.sending.subscribe((sending) => this.#send(sending));
    computed(() => (this.muted.value ? 0 : this.volume.value)).subscribe((volume) => this.#setVolume(volume));
  }

  // ---- the line

  /** Takes a frame of kind 3. */
  take(frame: Uint8Array): void {
    this.#ear?.take(frame);
  }

  /** The line opened, or opened again: the server is told anew what this tab hears and carries. */
  lineOpened(): void {
    if (this.#hearing.value === "on") this.#ports.listen(true);
    if (this.#carrying.value && this.#mic.value.kind === "on") this.#ports.carry?.(true);
  }

  // ---- listening

  /** Begins to listen; call it in a tap, else the browser keeps silent. */
  async listen(): Promise<void> {
    if (this.#hearing.value === "starting" || this.#hearing.value === "on") return;
    this.#hearing.value = "starting";
    try {
      const context = this.#parts.context();
      this.#context = context;
      const resumed = context.resume();
      // a call or another app may silence the page for a while: afterwards it goes on by itself
      context.onstatechange = () => context.state === "suspended" && void context.resume();
      const failed = () => this.#unable();
      this.#ear = await this.#parts.ear({ context, now: this.#parts.now, played: this.#meter(), failed });
      await resumed;
    } catch {
      this.#unable();
      return;
    }
    if (this.#hearing.value !== "starting") return this.#hush();
    this.#setVolume(this.muted.value ? 0 : this.volume.value);
    this.#hearing.value = "on";
    this.#ports.listen(true);
  }

  /** Stops listening. */
  deafen(): void {
    if (this.#hearing.value === "on") this.#ports.listen(false);
    this.#hearing.value = "off";
    this.#hush();
  }

  // ---- speaking

  /** Says how the own floor stands (the hall's, where this tab carries it); a closed one lets go of the microphone. */
  setFloor(floor: OwnFloor): void {
    if (floor === this.#floor.peek()) return;
    this.#floor.value = floor;
    if (floor === "closed" && !this.#carrying.peek()) this.closeMic();
  }

  /** Asks for the microphone; call it in a tap. */
  async openMic(place: MicPlace = "person"): Promise<void> {
    if (this.#mic.value.kind === "asking" || this.#mic.value.kind === "on") return;
    this.#mic.value = { kind: "asking" };
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const mouth = await this.#parts.mouth({
        place,
        now: this.#parts.now,
        send: this.#ports.send,
        level: every(METER_EVERY, (level) => {
          this.#micLevel.value = level;
        }),
        lost: () => this.#failed("lost"),
      });
      if (asked !== this.#asked) return mouth.close();
      this.#mouth = mouth;
      this.#mic.value = { kind: "on" };
    } catch (error) {
      if (asked === this.#asked) this.#failed(whyOf(error));
    }
  }

  /** Lets go of the microphone. */
  closeMic(): void {
    this.#asked += 1;
    this.#mouth?.close();
    this.#mouth = null;
    this.#micLevel.value = 0;
    this.held.value = false;
    this.#mic.value = { kind: "off" };
  }

  // ---- the real hall

  /** Carries the hall: its microphone is the voice when the hall's turn is open, its loudspeaker says the rest. */
  async carryHall(): Promise<void> {
    this.#carrying.value = true;
    await Promise.all([this.listen(), this.openMic("hall")]);
    if (this.#carrying.value && this.#mic.value.kind === "on") this.#ports.carry?.(true);
  }

  putHallDown(): void {
    this.#carrying.value = false;
    this.#ports.carry?.(false);
    this.closeMic();
    this.deafen();
  }

  /** Lets go of everything. */
  dispose(): void {
    if (this.#carrying.value) this.putHallDown();
    this.closeMic();
    this.deafen();
  }

  // ---- inside

  #send(sending: boolean): void {
    if (this.#mouth !== null) this.#mouth.sending = sending;
  }

  #setVolume(volume: number): void {
    if (this.#ear !== null) this.#ear.volume = volume;
  }

  #failed(why: MicTrouble): void {
    this.closeMic();
    this.#mic.value = { kind: "failed", why };
    this.#ports.micFailed?.(why);
  }

  #unable(): void {
    this.deafen();
    this.#hearing.value = "unable";
  }

  #hush(): void {
    this.#ear?.close();
    this.#ear = null;
    if (this.#context !== null) this.#context.onstatechange = null;
    void this.#context?.close();
    this.#context = null;
    this.#heard.value = false;
    this.#heardLevel.value = 0;
  }

  /** Returns what looks at each piece that is played. */
  #meter(): EarParts["played"] {
    const show = every(METER_EVERY, (level) => {
      this.#heardLevel.value = level;
    });
    return (level, silentMs) => {
      this.#heard.value = silentMs < SILENT_MS;
      show(level);
    };
  }
}

/** Returns a function that hands on the largest of each `count` values. */
function every(count: number, take: (value: number) => void): (value: number) => void {
  let largest = 0;
  let seen = 0;
  return (value) => {
    largest = Math.max(largest, value);
    seen += 1;
    if (seen < count) return;
    take(largest);
    largest = seen = 0;
  };
}

function whyOf(error: unknown): MicTrouble {
  const why = typeof error === "object" && error !== null && "why" in error ? error.why : "";
  return why === "refused" || why === "none" || why === "busy" ? why : "unable";
}
