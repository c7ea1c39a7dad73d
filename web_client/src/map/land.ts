/** Draws what does not move: plates, hills, water, roads, houses, the Forum Square, the light rail. Metres, y up. */
import type { Line, World } from "../world/world";
import { drawHall } from "./hall_plan";
import type { Palette } from "./palette";
import { reliefPicture } from "./relief";

/** Pixels a metre from which single trees and houses are drawn; below they are noise. */
const DETAIL = 1.1;
/** Pixels a metre from which roads are drawn with an edge. */
const ROADS = 0.5;

/** Models that are round from above, those under grass, and those under dark tiles. */
const ROUND: ReadonlySet<string> = new Set([
  "royal_tomb",
  "queen_tomb",
  "tumuli",
  "sacred_hill",
  "brick_museum",
  "tile_museum",
  "observatory",
  "fortress",
  "stadium",
  "mountain",
]);
const GREEN: ReadonlySet<string> = new Set([
  "royal_tomb",
  "queen_tomb",
  "tumuli",
  "sacred_hill",
  "mountain",
  "valley",
  "park_pond",
  "wetland",
  "sports_park",
  "garden",
]);
const HANOK: ReadonlySet<string> = new Set(["palace", "temple", "hanok", "tea_house", "village"]);

type Context = CanvasRenderingContext2D;

/** The shapes of a world, made once. */
export class Land {
  readonly #world: World;
  readonly #districts: readonly Path2D[];
  readonly #rivers: readonly { path: Path2D; width: number }[];
  readonly #ponds: readonly Path2D[];
  readonly #roads: Path2D;
  readonly #bridges: Path2D;
  readonly #rail: Path2D;
  readonly #city: Path2D;
  #relief: { palette: Palette; picture: HTMLCanvasElement | null } | null = null;

  constructor(world: World) {
    this.#world = world;
    this.#districts = world.districts.map(({ ring }) => pathOf(ring, true));
    this.#rivers = world.rivers.map(({ line, width }) => ({ path: pathOf(line), width }));
    this.#ponds = world.ponds.map(({ ring }) => pathOf(ring, true));
    this.#roads = joined(world.roads.map(({ line }) => pathOf(line)));
    this.#bridges = joined(world.bridges.map((line) => pathOf(line)));
    this.#rail = pathOf(world.rail.line);
    this.#city = joined(this.#districts);
  }

  /** Draws the land onto a context whose unit is the metre, y up; `scale` is pixels a metre. */
  draw(context: Context, palette: Palette, scale: number): void {
    context.lineJoin = "round";
    context.lineCap = "round";
    this.#plates(context, palette, scale);
    this.#hills(context, palette);
    this.#water(context, palette, scale);
    this.#ways(context, palette, scale);
    this.#plaza(context, palette, scale);
    this.#halls(context, palette, scale);
    if (scale >= DETAIL) this.#scatter(context, palette);
    this.#footprints(context, palette, scale);
    this.#railway(context, palette, scale);
  }

  #plates(context: Context, palette: Palette, scale: number): void {
    context.strokeStyle = palette.border;
    context.lineWidth = Math.max(1.2, 2.4 / scale);
    context.stroke(this.#city);
    this.#districts.forEach((path, index) => {
      context.fillStyle = palette.plates[index % palette.plates.length] ?? palette.outside;
      context.fill(path);
    });
    context.lineWidth = 1 / scale;
    context.globalAlpha = 0.55;
    for (const path of this.#districts) context.stroke(path);
    context.globalAlpha = 1;
  }

  #hills(context: Context, palette: Palette): void {
    if (this.#relief?.palette !== palette) {
      this.#relief = { palette, picture: reliefPicture(this.#world, palette) };
    }
    const { picture } = this.#relief;
    if (picture === null) return;
    context.save();
    context.clip(this.#city);
    context.imageSmoothingQuality = "high";
    context.translate(0, this.#world.side);
    context.scale(1, -1);
    context.drawImage(picture, 0, 0, this.#world.side, this.#world.side);
    context.restore();
  }

  #water(context: Context, palette: Palette, scale: number): void {
    for (const bank of [true, false]) {
      context.strokeStyle = context.fillStyle = bank ? palette.bank : palette.water;
      for (const { path, width } of this.#rivers) {
        context.lineWidth = Math.max(width, 1.5 / scale) + (bank ? 3 : 0);
        context.stroke(path);
      }
      context.lineWidth = 2.4;
      for (const pond of this.#ponds) {
        if (bank) context.stroke(pond);
        else context.fill(pond);
      }
    }
  }

  #ways(context: Context, palette: Palette, scale: number): void {
    const width = Math.max(this.#world.roads[0]?.width ?? 4, 1 / scale);
    if (scale >= ROADS) {
      context.strokeStyle = palette.roadEdge;
      context.lineWidth = width + Math.max(0.6, 1.4 / scale);
      context.stroke(this.#roads);
      context.stroke(this.#bridges);
    }
    context.strokeStyle = palette.road;
    context.lineWidth = width;
    context.stroke(this.#roads);
    context.stroke(this.#bridges);
  }

  #plaza(context: Context, palette: Palette, scale: number): void {
    const at = this.#world.places.get("forum-square");
    if (at === undefined) return;
    disc(context, at.x, at.y, at.radius, palette.paving);
    circle(context, at.x, at.y, at.radius, palette.ring, Math.max(0.8, 1.5 / scale));
  }

  /** Floors of rooms, as wide as the theatre's seats where it is one, and what stands on them. */
  #halls(context: Context, palette: Palette, scale: number): void {
    for (const hall of this.#world.halls.values()) {
      const box = this.#world.zones.find(({ place }) => place === hall.place)?.box;
      if (hall.reach > 0) disc(context, hall.x, hall.y, hall.reach, palette.tier);
      context.fillStyle = palette.paving;
      if (box) context.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
      drawHall(context, palette, scale, hall);
    }
  }

  #scatter(context: Context, palette: Palette): void {
    const squares: readonly (readonly [string, number, string])[] = [
      ["paddy", 6, palette.grass],
      ["house", 2.6, palette.roof],
      ["flat", 4.6, palette.house],
    ];
    for (const [kind, half, colour] of squares) {
      context.fillStyle = colour;
      each(this.#world.scatter.get(kind), (x, y) => context.fillRect(x - half, y - half * 0.7, half * 2, half * 1.4));
    }
    for (const kind of ["tree", "pine", "orchard", "ring_tree"]) {
      const trees = new Path2D();
      each(this.#world.scatter.get(kind), (x, y) => {
        trees.moveTo(x + 1.7, y);
        trees.arc(x, y, 1.7, 0, 7);
      });
      context.fillStyle = palette.tree;
      context.fill(trees);
    }
  }

  #footprints(context: Context, palette: Palette, scale: number): void {
    for (const place of this.#world.places.values()) {
      if (place.size === undefined) continue;
      const [half, depth] = place.size;
      const round = ROUND.has(place.kind) ? Math.min(half, depth) : 1.5;
      context.fillStyle = colourOf(place.kind, palette);
      context.strokeStyle = palette.border;
      context.lineWidth = Math.max(0.3, 1 / scale);
      context.beginPath();
      context.roundRect(place.x - half, place.y - depth, half * 2, depth * 2, round);
      context.fill();
      context.stroke();
    }
    this.#walls(context, palette, scale);
  }

  #walls(context: Context, palette: Palette, scale: number): void {
    context.strokeStyle = palette.roof;
    for (const { from, to, solid } of this.#world.walls) {
      context.lineWidth = solid ? Math.max(0.9, 1.5 / scale) : Math.max(0.2, 0.8 / scale);
      context.globalAlpha = solid ? 1 : 0.5;
      context.beginPath();
      context.moveTo(...from);
      context.lineTo(...to);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  #railway(context: Context, palette: Palette, scale: number): void {
    context.strokeStyle = palette.railBed;
    context.lineWidth = Math.max(4, 5 / scale);
    context.stroke(this.#rail);
    context.strokeStyle = palette.rail;
    context.lineWidth = Math.max(1, 2 / scale);
    context.stroke(this.#rail);
    for (const id of this.#world.rail.stations) {
      const station = this.#world.places.get(id);
      if (station === undefined) continue;
      disc(context, station.x, station.y, 7 / scale, palette.rail);
      disc(context, station.x, station.y, 4 / scale, palette.card);
    }
  }
}

function colourOf(kind: string, palette: Palette): string {
  if (GREEN.has(kind)) return palette.grass;
  return HANOK.has(kind) ? palette.roof : palette.house;
}

function pathOf(line: Line, closed = false): Path2D {
  const path = new Path2D();
  each(line, (x, y, first) => (first ? path.moveTo(x, y) : path.lineTo(x, y)));
  if (closed) path.closePath();
  return path;
}

function joined(paths: readonly Path2D[]): Path2D {
  const all = new Path2D();
  for (const path of paths) all.addPath(path);
  return all;
}

function each(line: Line | undefined, visit: (x: number, y: number, first: boolean) => void): void {
  if (line === undefined) return;
  for (let at = 0; at + 1 < line.length; at += 2) visit(line[at] ?? 0, line[at + 1] ?? 0, at === 0);
}

function disc(context: Context, x: number, y: number, radius: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fill();
}

function circle(context: Context, x: number, y: number, radius: number, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.stroke();
}
