// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { InstancedMesh, Mesh } from "three";
import { afterAll, describe, expect, it } from "vitest";
import { seatsOf } from "../../world/seats";
import { decodeWorld } from "../../world/world";
import { fromWorld } from "../land/land";
import { MODELS } from "../landmarks/catalogue";
import { GAIT } from "../people/pose";
import { Stage } from "./stage";

const land = fromWorld(decodeWorld(JSON.parse(readFileSync("../rooms/data/world.json", "utf8"))));
const stage = new Stage(land, "sans-serif");
const took: number[] = [];
for (let before = performance.now(), step = stage.build(); !step.next().done; before = performance.now())
  took.push(performance.now() - before);

afterAll(() => stage.dispose());

/** Triangles of the main pass, instances counted. */
function triangles(): number {
  let sum = 0;
  stage.group.traverse((one) => {
    if (!(one instanceof Mesh)) return;
    const count = (one.geometry.getIndex() ?? one.geometry.getAttribute("position")).count / 3;
    sum += count * (one instanceof InstancedMesh ? one.count : 1);
  });
  return sum;
}

describe("the standing scene of the real world file", () => {
  it("draws the whole city in at most thirty draw calls", () => {
    let calls = 0;
    stage.group.traverse((one) => {
      if (one instanceof Mesh) calls += 1;
    });
    expect(calls).toBeLessThanOrEqual(30);
  });

  it("keeps within half a million triangles, and well below with thinned woods", () => {
    const all = triangles();
    expect(all).toBeLessThan(520_000);
    stage.thin(true);
    expect(triangles()).toBeLessThan(all * 0.85);
    stage.thin(false);
  });

  it("has a model for every landmark that is not a mountain, a station or open ground", () => {
    const open = new Set(["mountain", "station", "forum", "city_hall", "hall", "yard", "garden", "fortress"]);
    const without = [...land.places.values()]
      .filter(({ id, kind }) => !open.has(kind) && !MODELS[id])
      .map(({ id }) => id);
    expect(without).toEqual([]);
  });

  it("stands people on what they see: on hills, on the plaza, in the theatre, in the train", () => {
    const at = { x: 0, y: 0, z: 0 };
    const peak = land.peaks.find(({ ko }) => ko === "무척산");
    stage.stand(peak?.at[0] ?? 0, peak?.at[1] ?? 0, GAIT.stand, at);
    expect(at.y).toBeGreaterThan(50);
    const [fx, fz] = stage.ground.forum;
    const floor = stage.halls[0]?.floor ?? 0;
    stage.stand(fx, fz + 9, GAIT.stand, at);
    expect(at.y).toBeCloseTo(floor);
    stage.stand(fx + 40, fz, GAIT.stand, at);
    expect(at.y - floor).toBeCloseTo(2.2, 1);
    stage.stand(fx, fz + 14.6, GAIT.sit, at);
    expect(at.z).toBeCloseTo(fz + 14.12, 1);
    stage.stand(fx + 40, fz, GAIT.ride, at);
    expect(at.y).toBeGreaterThan(floor + 8);
  });

  it("seats people in every hall, feet on the row before", () => {
    const at = { x: 0, y: 0, z: 0 };
    for (const site of stage.halls) {
      const seat = seatsOf(site.layout)[7];
      if (!seat) throw new Error("no seats");
      const [x, z] = site.inScene([seat.x, seat.z]);
      stage.stand(x + 0.1, z, GAIT.sit, at);
      expect(Math.hypot(at.x - x, at.z - z)).toBeLessThan(0.15);
      expect(at.y).toBeCloseTo(site.floor + seat.y);
    }
  });

  it("is built in many small steps", () => {
    expect(took.length).toBeGreaterThan(100);
  });
});
