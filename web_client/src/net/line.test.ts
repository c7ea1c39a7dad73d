import { describe, expect, it, vi } from "vitest";
import { encode } from "../protocol/wire";
import { lineOf, readMessage, syncFrame } from "./line";
import { begin } from "./reconnect";

describe("a line", () => {
  it("is connecting until something is known of it", () => {
    expect(lineOf(null)).toEqual({ kind: "connecting" });
    expect(lineOf(begin(0, false, true)[0])).toEqual({ kind: "connecting" });
  });

  it("says until when it waits, and why it ended", () => {
    const { memory } = begin(0, false, true)[0];
    expect(lineOf({ kind: "waiting", until: 5, notBefore: 0, memory: { ...memory, tries: 2 } })).toMatchObject({
      until: 5,
      tries: 2,
    });
    expect(lineOf({ kind: "ended", name: "banned", facts: {}, memory })).toMatchObject({
      kind: "ended",
      name: "banned",
    });
  });

  it("asks for the server's clock in whole milliseconds", () => {
    expect(syncFrame(12.6)).toEqual(encode(["sync", 13]));
  });

  it("takes the stream up anew where a frame cannot be read, and falls over nothing", () => {
    const gap = vi.fn();
    expect(readMessage(new Uint8Array([0, 0xc1]), gap)).toBeNull();
    expect(gap).toHaveBeenCalledOnce();
  });
});
