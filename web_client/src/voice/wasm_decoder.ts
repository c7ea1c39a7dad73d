/** Opus by WebAssembly, for browsers without WebCodecs. The only importer of opus-decoder. */
import { OpusDecoder } from "opus-decoder";
import type { VoiceDecoder } from "./decoder";
import { RATE } from "./sound";

/** Returns a decoder once its code is ready. */
export async function wasmDecoder(take: (samples: Float32Array) => void): Promise<VoiceDecoder> {
  const decoder = new OpusDecoder({ channels: 1, streamCount: 1, coupledStreamCount: 0, channelMappingTable: [0] });
  await decoder.ready;
  return {
    decode(packet) {
      const { channelData, samplesDecoded, sampleRate } = decoder.decodeFrame(packet);
      const samples = channelData[0]?.slice(0, samplesDecoded);
      take(samples !== undefined && sampleRate === RATE ? samples : new Float32Array(0));
    },
    close() {
      decoder.free();
    },
  };
}
