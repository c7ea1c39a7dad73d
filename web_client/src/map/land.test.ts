import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { committedWorld } from "../world/testing.test-helper";
import { Backdrop } from "./backdrop";
import { Camera } from "./camera";
import { Land } from "./land";
import { DARK, LIGHT } from "./palette";
import { FakePath, Recorder } from "./recorder.test-helper";
import { reliefPicture } from "./relief";

const world = committedWorld();
let sheets: Recorder[];
let canCanvas: boolean;

beforeEach(() => {
  sheets = [];
  canCanvas = true;
  vi.stubGlobal("Path2D", FakePath);
  vi.stubGlobal("document", {
    createElement: () => {
      const sheet = new Recorder();
      sheets.push(sheet);
      return { width: 0, height: 0, getContext: () => (canCanvas ? sheet.context : null) };
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

function drawn(scale: number, palette = LIGHT): Recorder {
  const recorder = new Recorder();
  new Land(world).draw(recorder.context, palette, scale);
  return recorder;
}

describe("the land", () => {
  it("has a plate for each district, closed, neighbours in turn of another colour", () => {
    const plates = drawn(1)
      .of("fill")
      .filter((one) => (one.args[0] as FakePath)?.closed)
      .slice(0, 19);
    expect(plates).toHaveLength(19);
    expect(plates.map((one) => one.fill)).toEqual(plates.map((_, i) => LIGHT.plates[i % LIGHT.plates.length]));
  });

  it("lays water over its banks, and leaves the context as it was", () => {
    const recorder = drawn(1);
    const fills = recorder.of("stroke").map((one) => one.stroke);
    expect(fills.indexOf(LIGHT.bank)).toBeLessThan(fills.indexOf(LIGHT.water));
    expect(recorder.depth).toBe(0);
    expect(recorder.context.globalAlpha).toBe(1);
  });

  it("shows single houses and trees from near only, and roads without an edge from afar", () => {
    const [far, near] = [drawn(0.4), drawn(1.2)];
    const has = (one: Recorder, colour: string) =>
      one.strokes.some(
        (stroke) => [stroke.fill, stroke.stroke].includes(colour) && ["fill", "stroke"].includes(stroke.call),
      );
    expect([has(far, LIGHT.tree), has(near, LIGHT.tree)]).toEqual([false, true]);
    expect([has(far, LIGHT.roadEdge), has(near, LIGHT.roadEdge)]).toEqual([false, true]);
  });

  it("puts a dot at each station and a footprint around each building", () => {
    const recorder = drawn(2);
    for (const id of world.rail.stations) {
      const station = world.places.get(id);
      const dot = recorder.of("arc").find((one) => one.fill === LIGHT.rail && one.x === station?.x);
      expect(dot?.y, id).toBe(station?.y);
    }
    const boxes = recorder.of("roundRect").map((one) => one.args as number[]);
    for (const place of world.places.values()) {
      if (!place.size) continue;
      const box = boxes.find(
        ([x = 0, y = 0, w = 0, h = 0]) => Math.abs(x + w / 2 - place.x) < 0.01 && Math.abs(y + h / 2 - place.y) < 0.01,
      );
      expect(box?.slice(2, 4), place.id).toEqual([place.size[0] * 2, place.size[1] * 2]);
    }
  });

  it("never draws a line thinner than a pixel that must be seen: rail, roads, walls that stop one", () => {
    for (const scale of [0.3, 1, 4]) {
      const rail = drawn(scale)
        .of("stroke")
        .find((one) => one.stroke === LIGHT.rail);
      const road = drawn(scale)
        .of("stroke")
        .find((one) => one.stroke === LIGHT.road);
      for (const one of [rail, road]) expect((one?.width ?? 0) * scale).toBeGreaterThanOrEqual(0.999);
    }
  });

  it("shades its hills once for a palette", () => {
    const land = new Land(world);
    for (const palette of [LIGHT, LIGHT, DARK]) land.draw(new Recorder().context, palette, 1);
    expect(sheets).toHaveLength(2);
  });

  it("is drawn without hills where the page cannot shade them", () => {
    canCanvas = false;
    expect(drawn(1).of("drawImage")).toEqual([]);
  });
});

describe("the picture of the hills", () => {
  it("leaves the plain clear and covers the peaks, north up", () => {
    reliefPicture(world, LIGHT);
    const image = sheets[0]?.of("putImageData")[0]?.args[0] as ImageData;
    const alpha = ({ x, y }: { x: number; y: number }) => {
      const [column, line] = [Math.floor(x / 5), Math.floor((world.side - y) / 5)];
      return image.data[(line * image.width + column) * 4 + 3] ?? -1;
    };
    const [peak] = [...world.peaks].sort((a, b) => b.height - a.height);
    expect(alpha(peak ?? { x: 0, y: 0 })).toBeGreaterThan(40);
    expect(alpha(world.places.get("forum-square") ?? { x: 0, y: 0 })).toBe(0);
  });
});

describe("the picture of the land behind the view", () => {
  const land = () => ({ draw: vi.fn() });
  function camera(): Camera {
    const made = new Camera();
    made.resize(400, 300);
    made.home({ x: 600, y: 600 });
    return made;
  }

  it("is drawn once for a view, and again when it is left or wears other colours", () => {
    const made = land();
    const backdrop = new Backdrop(made as unknown as Land);
    const view = camera();
    const look = (palette = LIGHT) => backdrop.paint(new Recorder().context, view, palette, 1, 0);
    look();
    look();
    view.x += 20 / view.scale;
    look();
    expect(made.draw).toHaveBeenCalledTimes(1);
    view.x += 200 / view.scale;
    look();
    expect(made.draw).toHaveBeenCalledTimes(2);
    look(DARK);
    expect(made.draw).toHaveBeenCalledTimes(3);
  });

  it("is stretched while one zooms, told to be unfinished, and sharp a moment later", () => {
    const made = land();
    const backdrop = new Backdrop(made as unknown as Land);
    const view = camera();
    const look = (now: number) => backdrop.paint(new Recorder().context, view, LIGHT, 1, now);
    expect(look(0)).toBe(false);
    view.scale *= 1.2;
    expect([look(60), made.draw.mock.calls.length]).toEqual([true, 1]);
    expect([look(121), made.draw.mock.calls.length]).toEqual([false, 2]);
    view.scale *= 3;
    expect([look(122), made.draw.mock.calls.length]).toEqual([false, 3]);
  });

  it("lies under the view where the land is, stretched or not", () => {
    const backdrop = new Backdrop(land() as unknown as Land);
    const view = camera();
    backdrop.paint(new Recorder().context, view, LIGHT, 1, 0);
    const [x, y, grown] = [view.x, view.y, 1.1];
    view.scale *= grown;
    view.x += 5;
    const recorder = new Recorder();
    backdrop.paint(recorder.context, view, LIGHT, 1, 1);
    const [, left = 0, top = 0, width = 0, height = 0] = (recorder.of("drawImage")[0]?.args ?? []) as number[];
    expect([left + width / 2, top + height / 2]).toEqual([expect.closeTo(view.px(x)), expect.closeTo(view.py(y))]);
    expect([width, height]).toEqual([expect.closeTo(400 * 1.5 * grown), expect.closeTo(300 * 1.5 * grown)]);
  });
});
