import { describe, expect, it } from "vitest";
import { onSquare } from "./halls";
import { CAMPS, endOfLine, microphoneAt } from "./microphones";
import { seatsOf } from "./seats";
import { committedWorld } from "./testing.test-helper";

const HALLS = [...committedWorld().halls.values()].map((hall) => [hall.place, hall] as const);

describe.each(HALLS)("the microphone lines of %s", (_, hall) => {
  it("have somebody in them where one walks to", () => {
    for (const camp of CAMPS) {
      expect(microphoneAt(hall, endOfLine(hall, camp))).toBe(camp);
      expect(microphoneAt(hall, onSquare(hall, hall[camp][0]))).toBe(camp);
    }
  });

  it("stand before the stage, pro to the left of who looks at the screen", () => {
    expect(hall.pro[0][0]).toBeLessThan(hall.con[0][0]);
    for (const camp of CAMPS) expect(hall[camp][1][1]).toBeGreaterThan(hall[camp][0][1]);
  });

  it("are nobody's at the lectern, between them, and in the seats", () => {
    const between: [number, number] = [0, (hall.pro[0][1] + hall.pro[1][1]) / 2];
    expect(microphoneAt(hall, onSquare(hall, hall.lectern))).toBeNull();
    expect(microphoneAt(hall, onSquare(hall, between))).toBeNull();
    for (const { x, z } of seatsOf(hall)) expect(microphoneAt(hall, onSquare(hall, [x, z]))).toBeNull();
  });
});
