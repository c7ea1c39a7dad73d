/**
 * The microphone: asked for, heard in pieces of 20 ms, let go. Nothing leaves this file but samples.
 */
import microphoneUrl from "./microphone.worklet.ts?worker&url";
import { RATE } from "./sound";

/** Why there is no microphone: `mic.<why>` words it. */
export type MicTrouble = "refused" | "none" | "busy" | "lost" | "unable";

/** The microphone cannot be had, or is gone. */
export class MicError extends Error {
  readonly why: MicTrouble;

  constructor(why: MicTrouble) {
    super(why);
    this.why = why;
  }
}

/** Where the sound comes from: a person close to it, or a whole room. */
export type MicPlace = "person" | "hall";

export interface Microphone {
  close(): void;
}

const PLACES: Record<MicPlace, MediaTrackConstraints> = {
  person: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  hall: { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true },
};

/**
 * Opens the microphone; `heard` gets each piece and its number, `lost` is called once if it goes away by itself.
 *
 * @throws MicError
 */
export async function openMicrophone(
  place: MicPlace,
  heard: (samples: Float32Array<ArrayBuffer>, index: number) => void,
  lost: () => void,
): Promise<Microphone> {
  const stream = await ask(place);
  let context: AudioContext | null = null;
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    void context?.close();
  };
  try {
    const source = sourceOf(stream);
    context = source.context as AudioContext;
    await context.audioWorklet.addModule(microphoneUrl);
    await context.resume();
    const node = new AudioWorkletNode(context, "microphone", { numberOfOutputs: 0, channelCount: 1 });
    source.connect(node);
    let index = 0;
    node.port.onmessage = (event: MessageEvent<Float32Array<ArrayBuffer>>) => heard(event.data, index++);
  } catch {
    close();
    throw new MicError("unable");
  }
  stream.getAudioTracks()[0]?.addEventListener("ended", lost);
  return { close };
}

/** Returns the sound of a stream; some browsers want a context of the microphone's own rate (it is resampled then). */
function sourceOf(mediaStream: MediaStream): MediaStreamAudioSourceNode {
  const context = new AudioContext({ sampleRate: RATE, latencyHint: "interactive" });
  try {
    return new MediaStreamAudioSourceNode(context, { mediaStream });
  } catch {
    void context.close();
    return new MediaStreamAudioSourceNode(new AudioContext({ latencyHint: "interactive" }), { mediaStream });
  }
}

async function ask(place: MicPlace): Promise<MediaStream> {
  if (typeof AudioWorkletNode === "undefined" || navigator.mediaDevices?.getUserMedia === undefined)
    throw new MicError("unable");
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: PLACES[place], video: false });
  } catch (error) {
    throw new MicError(troubleOf(error instanceof DOMException ? error.name : ""));
  }
}

/** Returns what the name of a browser's error means for a person. */
export function troubleOf(name: string): MicTrouble {
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "unable";
}
