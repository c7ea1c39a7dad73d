import { describe, expect, it } from "vitest";
import { gestureCode, readState, Strides, vividness } from "./pose";

describe("the state byte", () => {
  it("is read as gait, hand, presence and emote", () => {
    expect(readState(0b10_01_1_011)).toEqual({ gait: 3, hand: true, presence: 1, emote: 2 });
  });

  it("tells the shader a raised hand and an emote at once", () => {
    expect(gestureCode(0b01_00_1_000)).toBe(5);
    expect(gestureCode(0)).toBe(0);
  });

  it("takes colour from the idle and more from the away", () => {
    expect(vividness(0)).toBe(1);
    expect(vividness(1 << 4)).toBeGreaterThan(vividness(2 << 4));
  });
});

describe("strides", () => {
  it("swing legs with the way really gone, one cycle in about a metre and a half", () => {
    const strides = new Strides();
    strides.advance(7, 0, 0, 0, false, 1, 0.1);
    let turned = 0;
    for (let frame = 2; frame <= 11; frame++) {
      const before = strides.phase[7] ?? 0;
      strides.advance(7, (frame - 1) * 0.145, 0, 0, false, frame, 0.1);
      turned += ((strides.phase[7] ?? 0) - before + Math.PI * 2) % (Math.PI * 2);
    }
    expect(turned).toBeCloseTo(Math.PI * 2, 1);
    expect(strides.swing[7]).toBeGreaterThan(0.8);
  });

  it("stand still without swinging, and come to rest after a walk", () => {
    const strides = new Strides();
    for (let frame = 1; frame <= 10; frame++) strides.advance(1, frame * 0.15, 0, 0, false, frame, 0.1);
    for (let frame = 11; frame <= 30; frame++) strides.advance(1, 1.5, 0, 0, false, frame, 0.1);
    expect(strides.swing[1]).toBeLessThan(0.01);
  });

  it("do not run when somebody is put elsewhere, nor at first sight", () => {
    const strides = new Strides();
    strides.advance(1, 500, 0, 500, false, 5, 0.1);
    expect(strides.swing[1]).toBe(0);
    strides.advance(1, 0, 4, 0, false, 6, 0.1);
    expect(strides.swing[1]).toBe(0);
    expect(strides.height[1]).toBe(4);
  });

  it("sit down over a moment, at once at first sight", () => {
    const strides = new Strides();
    strides.advance(1, 0, 0, 0, true, 1, 0.1);
    expect(strides.sit[1]).toBe(1);
    strides.advance(1, 0, 0, 0, false, 2, 0.1);
    expect(strides.sit[1]).toBeGreaterThan(0.3);
    expect(strides.sit[1]).toBeLessThan(1);
  });
});
