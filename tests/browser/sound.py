"""
Sound for the tests of the voice: a tone as a file for the browser's fake microphone, taps in pages, and a Goertzel.

The taps are scripts that run before a page's own: they note when a beep begins at the microphone and at the
loudspeaker, by the clock of the machine, and keep what the decoder gave. The product knows nothing of them.
"""

import math
import struct
import wave
from pathlib import Path

import numpy as np

RATE = 48_000
TONE_HZ = 1_000.0
BEEP_S = 0.5
PERIOD_S = 1.5
"""From beep to beep: longer than any delay that is measured, so that each is known by its time."""

TAPS = """
(() => {
  const beeps = { mouth: [], ear: [] };
  const decoded = [];
  Object.assign(globalThis, { beeps, decoded });
  const HUSH = 0.2, LOUD = 0.02;

  const watch = (context, into) => {
    const tap = context.createScriptProcessor(256, 1, 1);
    let quiet = 0;
    tap.onaudioprocess = ({ inputBuffer }) => {
      const samples = inputBuffer.getChannelData(0);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      const loud = Math.sqrt(sum / samples.length) > LOUD;
      if (loud && quiet > HUSH) into.push(performance.timeOrigin + performance.now());
      quiet = loud ? 0 : quiet + samples.length / context.sampleRate;
    };
    return tap;
  };

  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode && !(this instanceof ScriptProcessorNode)) {
      const tap = watch(this.context, beeps.ear);
      connect.call(this, tap);
      connect.call(tap, to);
    }
    return connect.call(this, to, ...rest);
  };

  const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  if (ask) navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await ask(wish);
    const context = new AudioContext({ sampleRate: 48000 });
    const tap = watch(context, beeps.mouth);
    connect.call(context.createMediaStreamSource(stream), tap);
    connect.call(tap, context.destination);
    return stream;
  };

  if (globalThis.AudioDecoder) globalThis.AudioDecoder = class extends AudioDecoder {
    constructor(init) {
      super({ ...init, output: (sound) => {
        const samples = new Float32Array(sound.numberOfFrames);
        sound.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
        if (decoded.length < 500) decoded.push(samples);
        init.output(sound);
      } });
    }
  };
})();
"""


def beeps(path: Path) -> Path:
    """Write a sound file of one beep and the silence after it; the fake microphone plays it again and again."""
    on, whole = int(BEEP_S * RATE), int(PERIOD_S * RATE)
    ramp = 240
    samples = []
    for n in range(whole):
        edge = min(1.0, n / ramp, max(0.0, (on - n) / ramp))
        samples.append(int(16_000 * edge * math.sin(2 * math.pi * TONE_HZ * n / RATE)))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{whole}h", *samples))
    return path


def share_of(tone_hz: float, samples: np.ndarray) -> float:
    """Return which share of the energy of samples is a tone of this frequency, 0 to 1, by Goertzel's sum."""
    turns = np.exp(-2j * np.pi * tone_hz / RATE * np.arange(len(samples)))
    energy = float(np.sum(samples**2))
    return 2 * abs(complex(np.sum(samples * turns))) ** 2 / (len(samples) * energy) if energy else 0.0


def delays(mouth: list[float], ear: list[float]) -> list[float]:
    """Return how long each beep was on its way, milliseconds: to each arrival, the last beginning before it."""
    ways = []
    for arrived in ear:
        before = [began for began in mouth if began <= arrived]
        if before:
            ways.append(arrived - before[-1])
    return ways
