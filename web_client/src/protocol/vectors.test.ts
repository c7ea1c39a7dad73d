import { describe, expect, it } from "vitest";
import frames from "../../../tests/vectors/frames.json";
import messages from "../../../tests/vectors/messages.json";
import { emoteOf, encodeMove, gaitOf, handOf, presenceOf, readCrowd, readDensity } from "./frames";
import type { ClientMessage } from "./messages";
import { decode, encode, kindOf, WireError } from "./wire";

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const toHex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
/** Frames arrive at any offset of a larger buffer. */
const shifted = (bytes: Uint8Array) => {
  const buffer = new Uint8Array(bytes.length + 3);
  buffer.set(bytes, 3);
  return buffer.subarray(3);
};

describe("messages of the server", () => {
  it.each(messages.filter((vector) => vector.from === "server"))("decode: $value.0", ({ hex, value }) => {
    expect(decode(shifted(fromHex(hex)))).toEqual(value);
  });
});

describe("messages of the client", () => {
  it.each(messages.filter((vector) => vector.from === "client"))("encode: $value.0", ({ hex, value }) => {
    expect(toHex(encode(value as unknown as ClientMessage))).toBe(hex);
  });
});

describe("bytes that are no message", () => {
  it.each(["", "01", "00", "00c1", "0093", "00a568656c6c6f", "0090", "009101", "00dd7fffffff", "00dbffffffff"])(
    "%s is a WireError",
    (hex) => {
      expect(() => decode(fromHex(hex))).toThrow(WireError);
    },
  );

  it("a type of a newer server is nothing", () => {
    expect(decode(fromHex("0092a56c6174657201"))).toBeNull();
  });
});

describe("fixed-size frames", () => {
  it.each(frames.moves)("a move: $value", ({ hex, value: [seq = 0, x = 0, y = 0, heading = 0, gait = 0] }) => {
    expect(toHex(encodeMove(seq, x, y, heading, gait))).toBe(hex);
  });

  it("a crowd frame, and one torn at any byte", () => {
    const bytes = shifted(fromHex(frames.crowd.hex));
    const seen: number[][] = [];
    expect(readCrowd(bytes, (...record) => seen.push(record))).toBe(frames.crowd.tick);
    expect(seen).toEqual(frames.crowd.records);
    for (let length = 0; length < bytes.length; length++) {
      let count = 0;
      readCrowd(bytes.subarray(0, length), () => count++);
      expect(count).toBe(Math.max(0, Math.floor((length - 4) / 8)));
    }
  });

  it("a state byte in its parts", () => {
    const state = frames.crowd.records[1]?.[4] ?? 0;
    expect([gaitOf(state), handOf(state), presenceOf(state), emoteOf(state)]).toEqual([1, true, 1, 1]);
  });

  it("a density frame", () => {
    const seen: number[][] = [];
    const bytes = shifted(fromHex(frames.density.hex));
    expect(readDensity(bytes, (...cell) => seen.push(cell))).toBe(frames.density.cell_m);
    expect(seen).toEqual(frames.density.cells);
    expect(readDensity(fromHex(frames.crowd.hex), () => undefined)).toBe(-1);
    expect(readCrowd(bytes, () => undefined)).toBe(-1);
    expect(kindOf(bytes)).toBe(4);
  });
});
