/** The sounds of cues, made of oscillators: nothing to load, soft, none longer than a second. */
import type { Cue } from "./cue_moment";

/** A note: when it begins and how long it sounds in seconds, its pitch in hertz. */
type Note = readonly [at: number, long: number, hertz: number];

const WOOD: Note = [0, 0.09, 392];
const BELL = 660;
const SOUNDS: Readonly<Record<Cue, readonly Note[]>> = {
  next: [WOOD],
  turn: [
    [0, 0.22, 523],
    [0.24, 0.34, 784],
  ],
  soon: [[0, 0.7, BELL / 2]],
  last: [
    [0, 0.4, BELL / 2],
    [0.35, 0.6, BELL / 2],
  ],
  over: [[0, 0.16, 165]],
  ballot: [
    [0, 0.25, 523],
    [0.27, 0.4, 659],
  ],
  closing: [[0, 0.5, BELL]],
  // The same for any result.
  result: [
    [0, 0.25, 523],
    [0.3, 0.3, 523],
  ],
};
/** Loud enough to be noticed beside a voice, never to startle. */
const GAIN = 0.16;

let context: AudioContext | null = null;

/** Plays a cue, once the browser lets a page sound: after the person's first touch or key. */
export function play(cue: Cue): void {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
  // What could not sound at its time is not played later.
  if (context.state !== "running") return;
  for (const note of SOUNDS[cue]) strike(context, note);
}

function strike(to: AudioContext, [at, long, hertz]: Note): void {
  const begin = to.currentTime + at;
  const tone = new OscillatorNode(to, { type: "sine", frequency: hertz });
  const gain = new GainNode(to, { gain: 0 });
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(GAIN, begin + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.001, begin + long);
  tone.connect(gain).connect(to.destination);
  tone.start(begin);
  tone.stop(begin + long);
}

/** Wakes the sound with the first touch or key, as browsers ask for. */
export function wakeSound(): () => void {
  const wake = () => {
    context ??= typeof AudioContext === "undefined" ? null : new AudioContext();
    void context?.resume().catch(() => undefined);
  };
  const once = { once: true, passive: true };
  addEventListener("pointerdown", wake, once);
  addEventListener("keydown", wake, once);
  return () => {
    removeEventListener("pointerdown", wake);
    removeEventListener("keydown", wake);
  };
}
