import { describe, expect, it } from "vitest";
import { language } from "../i18n/t";
import { committedWorld } from "../world/testing.test-helper";
import { Camera } from "./camera";
import { wishes } from "./names";

const world = committedWorld();
const font = () => ({ family: "x", measure: (text: string) => text.length * 10 });

/** A camera over the whole city, or near a point. */
function camera(scale?: number, at?: { x: number; y: number }): Camera {
  const made = new Camera();
  made.resize(1_000, 1_000);
  made.overview();
  if (at) made.home(at);
  made.scale = scale ?? made.scale;
  return made;
}

const kinds = (made: Camera, kind: string) => wishes(world, made, font()).filter((one) => one.kind === kind);
const forum = world.places.get("forum-square") ?? { x: 0, y: 0, radius: 0 };

describe("the names that a map would like to show", () => {
  it("are, from afar, all districts and landmarks, and neither stations nor peaks nor streams", () => {
    const far = camera(0.4);
    expect(kinds(far, "district")).toHaveLength(19);
    expect([kinds(far, "station"), kinds(far, "peak"), kinds(far, "water")]).toEqual([[], [], []]);
    expect(kinds(far, "main").map((one) => one.text)).toEqual([world.places.get("forum-square")?.ko]);
  });

  it("grow with the scale: first peaks and streams, then stations, and from near no district", () => {
    const place = world.places.get("suro-tomb") ?? forum;
    expect(kinds(camera(0.5), "peak").length).toBeGreaterThan(0);
    expect(kinds(camera(0.5), "station")).toEqual([]);
    expect(kinds(camera(0.6), "station").length).toBeGreaterThan(5);
    expect(kinds(camera(5, place), "district")).toEqual([]);
  });

  it("put the districts first from afar and last from near", () => {
    const far = wishes(world, camera(0.6), font());
    const rank = (kind: string) => Math.min(...far.filter((one) => one.kind === kind).map((one) => one.rank));
    expect(rank("main")).toBeLessThan(rank("district"));
    expect(rank("district")).toBeLessThan(rank("place"));
    for (const one of kinds(camera(1.3, forum), "district")) expect(one.rank).toBeGreaterThan(60);
  });

  it("name the tomb of the king before any hall of the agora's own", () => {
    const all = wishes(world, camera(), font());
    const rank = (text: string | undefined) => all.find((one) => one.text === text)?.rank ?? Number.NaN;
    const [tomb, hall] = [world.places.get("suro-tomb")?.ko, world.places.get("hall-1")?.ko];
    expect(rank(tomb)).toBeLessThan(rank(hall));
  });

  it("put the square's name at its rim from near, so that it covers nobody who speaks", () => {
    const [near] = kinds(camera(2, forum), "main");
    const [far] = kinds(camera(1.3, forum), "main");
    expect(near?.y).toBeCloseTo(500 - forum.radius * 2, 0);
    expect(far?.y).toBeCloseTo(500, 0);
  });

  it("leave out what lies off the view", () => {
    const made = camera(8, forum);
    for (const one of wishes(world, made, font())) {
      expect(one.x).toBeGreaterThan(-81);
      expect(one.x).toBeLessThan(1_081);
      expect(one.y).toBeGreaterThan(-41);
      expect(one.y).toBeLessThan(1_041);
    }
    expect(kinds(made, "place").length).toBeLessThan(kinds(camera(), "place").length);
  });

  it("are of the language in use, the height of a hill with them", () => {
    language.value = "en";
    const english = wishes(world, camera(1), font()).map((one) => one.text);
    language.value = "ko";
    expect(english).toContain(world.places.get("forum-square")?.en);
    expect(english.some((text) => /^\D+ \d+ m$/.test(text))).toBe(true);
  });
});
