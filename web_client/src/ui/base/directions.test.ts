import { describe, expect, it } from "vitest";
import { bearing } from "../../world/geometry";
import { compass, distance, doing, side, whereabouts } from "./directions";

const DEGREE = Math.PI / 180;
const own = { x: 100, y: 100, heading: 90 * DEGREE, state: 0 };

describe("words for where something is", () => {
  it.each([
    [0, "앞쪽"],
    [22, "앞쪽"],
    [23, "오른쪽 앞"],
    [90, "오른쪽"],
    [180, "뒤쪽"],
    [-90, "왼쪽"],
    [350, "앞쪽"],
    [-135, "왼쪽 뒤"],
  ])("say %d degrees as %s", (degrees, words) => {
    expect(side(degrees * DEGREE)).toBe(words);
  });

  it("measure bearings clockwise from north", () => {
    expect(bearing(0, 0, 1, 0)).toBeCloseTo(Math.PI / 2);
    expect(compass(bearing(0, 0, -1, -1))).toBe("남서쪽");
  });

  it("turn with the body when near and keep to the compass when far", () => {
    expect(whereabouts(own, { x: 140, y: 100 })).toBe("앞쪽 40 m");
    expect(whereabouts(own, { x: 100, y: 165 })).toBe("왼쪽 65 m");
    expect(whereabouts(own, { x: 100, y: 284 })).toBe("북쪽 180 m");
  });

  it.each([
    [2.6, "3 m"],
    [344, "340 m"],
    [996, "1.0 km"],
    [1290, "1.3 km"],
  ])("say %d metres as %s", (metres, words) => {
    expect(distance(metres)).toBe(words);
  });

  it.each([
    [0, false, "서 있음"],
    [0, true, "말하는 중"],
    [3, false, "앉아 있음"],
    [1, false, "걷는 중"],
    [8, false, "손 들고 있음"],
    [16, false, "쉬는 중"],
    [32, true, "잠시 자리 비움"],
  ])("tell what state %d does", (state, speaking, words) => {
    expect(doing(state, speaking)).toBe(words);
  });
});
