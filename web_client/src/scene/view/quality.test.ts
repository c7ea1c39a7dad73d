import { describe, expect, it } from "vitest";
import { firstLevel, Governor } from "./quality";

const run = (governor: Governor, milliseconds: number, frames: number): void => {
  for (let i = 0; i < frames; i++) governor.frame(milliseconds);
};

describe("the governor of quality", () => {
  it("goes down where frames stay slow, and no further than low", () => {
    const governor = new Governor("high");
    run(governor, 50, 60);
    expect(governor.level).toBe("middle");
    run(governor, 50, 300);
    expect(governor.level).toBe("low");
  });

  it("does not mind single slow frames nor pauses", () => {
    const governor = new Governor("high");
    for (let i = 0; i < 200; i++) run(governor, i % 4 === 0 ? 60 : 16, 1);
    run(governor, 5_000, 100);
    expect(governor.level).toBe("high");
  });

  it("goes up slowly, and never back to a level that was too slow", () => {
    const governor = new Governor("low");
    run(governor, 12, 600);
    expect(governor.level).toBe("middle");
    run(governor, 50, 60);
    expect(governor.level).toBe("low");
    run(governor, 12, 5_000);
    expect(governor.level).toBe("low");
  });

  it("begins low in software and on little memory, in the middle on touch", () => {
    expect(firstLevel("ANGLE (Google, Vulkan SwiftShader)", 8, false)).toBe("low");
    expect(firstLevel("Mali", 2, true)).toBe("low");
    expect(firstLevel("Adreno", undefined, true)).toBe("middle");
    expect(firstLevel("GeForce", undefined, false)).toBe("high");
  });
});
