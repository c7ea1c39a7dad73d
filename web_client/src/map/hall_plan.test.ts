import { describe, expect, it } from "vitest";
import { onSquare } from "../world/halls";
import { committedWorld } from "../world/testing.test-helper";
import { drawHall } from "./hall_plan";
import { LIGHT } from "./palette";
import { Recorder } from "./recorder.test-helper";

const HALLS = [...committedWorld().halls.values()].map((hall) => [hall.place, hall] as const);
type Hall = (typeof HALLS)[number][1];

function drawn(hall: Hall, scale: number): Recorder {
  const recorder = new Recorder();
  drawHall(recorder.context, LIGHT, scale, hall);
  return recorder;
}

describe.each(HALLS)("the plan of %s", (_, hall) => {
  it("marks the microphones where one stands at them, each with its letter [HA3]", () => {
    for (const [letter, camp] of [["찬", "pro"], ["반", "con"]] as const) {
      const mark = drawn(hall, 6).of("fillText").find((one) => one.args[0] === letter);
      const at = onSquare(hall, hall[camp][0]);
      expect(Math.hypot((mark?.x ?? 1e9) - at.x, (mark?.y ?? 1e9) - at.y)).toBeLessThan(0.2);
    }
  }); // biome-ignore format: one table

  it("ends each line where it is open, in the colour of its camp", () => {
    const ends = drawn(hall, 2).of("lineTo");
    for (const camp of ["pro", "con"] as const) {
      const at = onSquare(hall, hall[camp][1]);
      const end = ends.find((one) => Math.hypot(one.x - at.x, one.y - at.y) < 0.01);
      expect(end?.stroke).toBe(LIGHT[camp]);
    }
  });

  it("draws as many rows as there are, and a gap for each aisle in each row", () => {
    const { strokes } = drawn(hall, 2);
    const rows = hall.stands.reduce((sum, stand) => sum + stand.rows, 0);
    const gaps = hall.stands.reduce((sum, stand) => sum + stand.rows * stand.aisles.length, 0);
    const strokesOf = (colour: string) => strokes.filter((one) => one.call === "stroke" && one.stroke === colour);
    expect(strokesOf(LIGHT.ring)).toHaveLength(rows);
    expect(strokesOf(LIGHT.paving)).toHaveLength(gaps);
  });

  it("puts the stage where the lectern stands, and leaves the context as it was", () => {
    const recorder = drawn(hall, 0.5);
    const stage = recorder.strokes.find((one) => one.fill === LIGHT.stage && ["arc", "rect"].includes(one.call));
    const [[x, z], [w, d]] = [hall.stage.at, hall.stage.half];
    const at = onSquare(hall, hall.stage.round ? [x, z] : [x - w, z - d]);
    expect([stage?.x, stage?.y]).toEqual([expect.closeTo(at.x), expect.closeTo(at.y)]);
    expect(recorder.depth).toBe(0);
  });

  it("leaves out from afar what would be a smear: rows and lines first, then letters", () => {
    const far = drawn(hall, 1.3).strokes;
    expect(far.some((one) => one.stroke === LIGHT.pro || one.stroke === LIGHT.ring)).toBe(false);
    expect(far.some((one) => one.fill === LIGHT.stage)).toBe(true);
    expect(drawn(hall, 4.9).words).toEqual([]);
  });

  it("tells the camps apart by shape, and never draws a mark too small to be seen", () => {
    for (const scale of [1.4, 3, 12]) {
      const marks = drawn(hall, scale).strokes;
      const pro = marks.find((one) => one.call === "arc" && one.fill === LIGHT.pro);
      const con = marks.find((one) => one.call === "rect" && one.fill === LIGHT.con);
      expect(Number(pro?.args[2]) * scale).toBeGreaterThanOrEqual(9);
      expect(Number(con?.args[2]) * scale).toBeGreaterThanOrEqual(18);
    }
  });
});
