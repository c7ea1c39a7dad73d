import { describe, expect, it } from "vitest";
import frames from "../../../tests/vectors/frames.json";
import { encodeVoice, readVoice } from "./frames";

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

describe.each(frames.voice)("a voice of turn $value.turn", ({ up, down, value }) => {
  it("goes up as the server reads it", () => {
    expect(toHex(encodeVoice(value.seq, value.at, value.packets.map(fromHex)))).toBe(up);
  });

  it("comes down with turn, number, time and packets", () => {
    const { packets, ...rest } = readVoice(fromHex(down)) ?? { packets: [] };
    expect({ ...rest, packets: packets.map(toHex) }).toEqual(value);
  });

  it("torn at any byte it is nothing", () => {
    const bytes = fromHex(down);
    for (let length = 0; length < bytes.length; length++) expect(readVoice(bytes.subarray(0, length))).toBeNull();
  });
});

it("a stamp of a clock that shows more than 32 bits is taken modulo", () => {
  expect(encodeVoice(65_536, 2 ** 32 + 5, [new Uint8Array(1)]).slice(2, 8)).toEqual(new Uint8Array([0, 0, 5, 0, 0, 0]));
});
