/** One picture of the map: the land, the names, the people, in order. Holds no state of the page. */

import { t } from "../i18n/t";
import { gaitOf } from "../protocol/frames";
import { Gait } from "../protocol/messages";
import type { Pose, Square } from "../square/square";
import type { Point } from "../world/geometry";
import type { Backdrop } from "./backdrop";
import type { Camera } from "./camera";
import type { Ink } from "./ink";
import { type Box, overlap, type Placed, place } from "./labels";
import { wishes } from "./names";
import type { Palette } from "./palette";

/** Pixels a metre from which people wear their names. */
const NAMES_FROM = 2.2;
/** Names and bubbles shown at a time, the nearest first. */
const MOST_NAMES = 24;
const MOST_BUBBLES = 3;
/** Half a figure in pixels: larger than life, so that one sees where it looks. */
const LEAST_FIGURE = 4;
/** Share of a cell's people that must be drawn for the count to be left out; one may just cross the border. */
const DRAWN_SHARE = 0.8;
const MOST_FIGURE = 15;

export interface Seen {
  readonly slot: number;
  readonly x: number;
  readonly y: number;
  readonly away: number;
}

export interface PaintInput {
  readonly square: Square;
  readonly camera: Camera;
  readonly palette: Palette;
  readonly way: readonly Point[];
  readonly ratio: number;
  readonly now: number;
}

/** What a picture showed, for taps: people by pixel, labels by box. */
export interface Picture {
  readonly people: readonly Seen[];
  readonly labels: readonly Placed[];
  /** Whether a sharper picture is still to come. */
  readonly unfinished: boolean;
}

/** Returns the pixels of half a figure at a scale. */
export function figureSize(scale: number): number {
  return Math.min(MOST_FIGURE, LEAST_FIGURE + scale * 0.85);
}

/** Paints everything and returns what can be tapped. */
export function paint(context: CanvasRenderingContext2D, ink: Ink, backdrop: Backdrop, input: PaintInput): Picture {
  const { camera, palette, ratio, now } = input;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const unfinished = backdrop.paint(context, camera, palette, ratio, now);
  paintWay(ink, input);
  const size = figureSize(camera.scale);
  const people = paintPeople(ink, input, size);
  paintDensity(ink, input);
  const own = { x: camera.px(input.square.own.x), y: camera.py(input.square.own.y) };
  ink.own(own.x, own.y, input.square.own.heading, size + 1, palette);
  const labels = paintLabels(ink, input, own, people, size);
  paintBubbles(ink, input, people, own, size);
  return { people, labels, unfinished };
}

function paintWay(ink: Ink, { square, camera, palette, way }: PaintInput): void {
  if (way.length === 0) return;
  const points = [square.own, ...way].map((point) => [camera.px(point.x), camera.py(point.y)] as const);
  ink.way(points, palette);
}

function paintPeople(ink: Ink, { square, camera, palette, now }: PaintInput, size: number): Seen[] {
  const seen: Seen[] = [];
  square.crowd.each(now, (slot: number, pose: Readonly<Pose>) => {
    const x = camera.px(pose.x);
    const y = camera.py(pose.y);
    if (gaitOf(pose.state) === Gait.GONE || x < -20 || y < -20 || x > camera.width + 20 || y > camera.height + 20)
      return;
    const look = square.crowd.person(slot)?.look.top ?? slot;
    ink.person(x, y, pose, size, palette.people[look % palette.people.length] ?? palette.ink, palette);
    seen.push({ slot, x, y, away: Math.hypot(pose.x - square.own.x, pose.y - square.own.y) });
  });
  return seen.sort((a, b) => a.away - b.away);
}

/** Cells whose people are not (nearly) all drawn one by one get their count. */
function paintDensity(ink: Ink, { square, camera, palette, now }: PaintInput): void {
  const { density, cellMetres } = square.crowd;
  if (density.size === 0) return;
  const columns = Math.ceil(square.world.side / cellMetres);
  const drawn = new Map<number, number>();
  const cellOf = (x: number, y: number) => Math.floor(y / cellMetres) * columns + Math.floor(x / cellMetres);
  const add = (cell: number) => drawn.set(cell, (drawn.get(cell) ?? 0) + 1);
  square.crowd.each(now, (_, pose) => add(cellOf(pose.x, pose.y)));
  add(cellOf(square.own.x, square.own.y));
  for (const [cell, count] of density) {
    if ((drawn.get(cell) ?? 0) >= count * DRAWN_SHARE - 1) continue;
    const x = camera.px(((cell % columns) + 0.5) * cellMetres);
    const y = camera.py((Math.floor(cell / columns) + 0.5) * cellMetres);
    const radius = Math.max(16, Math.min(cellMetres * camera.scale * 0.5, 10 + Math.sqrt(count) * 4));
    ink.count(t("place.count", { n: count }), x, y, radius, palette);
  }
}

function paintLabels(
  ink: Ink,
  input: PaintInput,
  own: Point,
  people: readonly Seen[],
  size: number,
): readonly Placed[] {
  const { square, camera, palette } = input;
  const taken: Box[] = [{ x: own.x - size - 6, y: own.y - size - 6, width: size * 2 + 12, height: size * 2 + 12 }];
  const font = { family: ink.family, measure: ink.measure.bind(ink) };
  const named = camera.scale >= NAMES_FROM ? people.slice(0, MOST_NAMES) : [];
  square.crowd.want(named.map((one) => one.slot));
  const placed = place(wishes(square.world, camera, font), camera.width, camera.height, taken);
  for (const one of [...placed].reverse()) ink.label(one, palette);
  const boxes: Box[] = [...placed];
  const me = square.me.value?.name;
  if (me !== undefined && camera.scale >= 0.8) paintName(ink, me, own.x, own.y + size + 8, boxes, palette, true);
  for (const one of named) {
    const name = square.crowd.person(one.slot)?.name;
    if (name !== undefined) paintName(ink, name, one.x, one.y + size + 4, boxes, palette);
  }
  return placed;
}

function paintName(ink: Ink, name: string, x: number, y: number, boxes: Box[], palette: Palette, mine = false): void {
  const width = ink.measure(name, "place") + 14;
  const box = { x: x - width / 2, y, width, height: 22 * ink.zoom };
  if (!mine && boxes.some((other) => overlap(box, other))) return;
  boxes.push(box);
  ink.name(name, x, y, palette, mine);
}

function paintBubbles(
  ink: Ink,
  { square, palette }: PaintInput,
  people: readonly Seen[],
  own: Point,
  size: number,
): void {
  const mine = square.me.value?.slot;
  let shown = 0;
  for (const bubble of [...square.bubbles.value].reverse()) {
    const at = bubble.slot === mine ? own : people.find((one) => one.slot === bubble.slot);
    if (at === undefined) continue;
    ink.bubble(bubble.text, at.x, at.y - size - 6, palette);
    shown += 1;
    if (shown === MOST_BUBBLES) return;
  }
}
