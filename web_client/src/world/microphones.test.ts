import { describe, expect, it } from "vitest";
import { endOfLine, microphoneAt } from "./microphones";

const STAGE = { x: 655, y: 602 };

describe("the microphone lines", () => {
  it.each(["pro", "con"] as const)("have %s where one walks to", (camp) => {
    expect(microphoneAt(STAGE, endOfLine(STAGE, camp))).toBe(camp);
  });

  it("stand south of the stage, pro to the west", () => {
    const [pro, con] = [endOfLine(STAGE, "pro"), endOfLine(STAGE, "con")];
    expect(pro.x).toBeLessThan(STAGE.x);
    expect(con.x).toBeGreaterThan(STAGE.x);
    expect(pro.y).toBeLessThan(STAGE.y);
  });

  it("are nobody's on the stage, between them, and in the seats", () => {
    expect(microphoneAt(STAGE, STAGE)).toBeNull();
    expect(microphoneAt(STAGE, { x: STAGE.x, y: STAGE.y - 9 })).toBeNull();
    expect(microphoneAt(STAGE, { x: STAGE.x - 15, y: STAGE.y - 15 })).toBeNull();
  });
});
