/** Draws names, people, bubbles and counts in pixels over the land. */
import { t } from "../i18n/t";
import { gaitOf, handOf, presenceOf } from "../protocol/frames";
import { Gait, Presence } from "../protocol/messages";
import type { Pose } from "../square/square";
import { type Placed, wrap } from "./labels";
import type { Palette } from "./palette";

type Context = CanvasRenderingContext2D;

/** Sizes of the map's words, pixels at 100 % text; nothing below 13. */
const FONTS: Readonly<Record<Placed["label"]["kind"], string>> = {
  main: "700 16px",
  place: "600 14px",
  station: "600 13px",
  district: "700 14px",
  peak: "600 13px",
  water: "600 13px",
};
const NAME = "600 14px";
const WORDS = "500 15px";
/** Widest bubble, and its lines. */
const BUBBLE_WIDTH = 220;
const BUBBLE_LINES = 3;

export class Ink {
  readonly #context: Context;
  readonly family: string;
  /** The size of text that the person set, 1 is 100 %. */
  zoom = 1;

  constructor(context: Context, family: string) {
    this.#context = context;
    this.family = family;
  }

  /** Returns the pixels that a label's words need. */
  measure(text: string, kind: Placed["label"]["kind"]): number {
    this.#context.font = this.#font(FONTS[kind]);
    return this.#context.measureText(text).width;
  }

  /** Draws a label that was placed. */
  label({ x, y, width, height, label }: Placed, palette: Palette): void {
    const { kind, text } = label;
    const middle = x + width / 2;
    const fill = kind === "main" ? palette.main : kind === "station" ? palette.station : palette.card;
    const boxed = kind === "main" || kind === "station" || kind === "place";
    if (boxed) {
      this.#leader(label.x, label.y, middle, y < label.y ? y + height : y, fill);
      this.#pill(x, y, width, height, fill, kind === "place" ? palette.line : null);
    }
    const ink = kind === "main" ? palette.onMain : kind === "station" ? palette.onStation : palette.ink;
    const halo = kind === "water" ? palette.waterInk : palette.quiet;
    this.#write(text, middle, y + height / 2, FONTS[kind], boxed ? ink : halo, boxed ? null : palette.halo);
  }

  /** Draws a person: a figure from above that faces where it goes. */
  person(x: number, y: number, pose: Readonly<Pose>, size: number, colour: string, palette: Palette): void {
    const context = this.#context;
    const gait = gaitOf(pose.state);
    context.globalAlpha = presenceOf(pose.state) === Presence.HERE ? 1 : 0.5;
    if (size < 4) dot(context, x, y, size, colour, palette.card);
    else this.#figure(x, y, pose.heading, size, colour, palette);
    if (handOf(pose.state)) this.#hand(x + size, y - size, palette);
    if (gait === Gait.SIT) ring(context, x, y, size + 2, palette.card);
    context.globalAlpha = 1;
  }

  /** Draws oneself: larger, ringed, with a beam ahead. */
  own(x: number, y: number, heading: number, size: number, palette: Palette): void {
    const context = this.#context;
    context.save();
    context.translate(x, y);
    context.rotate(heading);
    const beam = context.createRadialGradient(0, 0, size, 0, 0, size * 4.5);
    beam.addColorStop(0, `${palette.me}88`);
    beam.addColorStop(1, `${palette.me}00`);
    context.fillStyle = beam;
    context.beginPath();
    context.moveTo(0, 0);
    context.arc(0, 0, size * 4.5, -Math.PI / 2 - 0.42, -Math.PI / 2 + 0.42);
    context.fill();
    context.restore();
    dot(context, x, y, size + 3, palette.card, palette.me);
    this.#figure(x, y, heading, size, palette.me, palette);
  }

  /** Draws a name under a figure. */
  name(text: string, x: number, y: number, palette: Palette, mine = false): void {
    this.#context.font = this.#font(NAME);
    const width = this.#context.measureText(text).width + 14;
    const fill = mine ? palette.me : palette.dark ? "#0b0e10cc" : "#1d2226cc";
    this.#pill(x - width / 2, y, width, 22 * this.zoom, fill, null);
    this.#write(text, x, y + 11 * this.zoom, NAME, mine ? palette.onMe : "#ffffff", null);
  }

  /** Draws words over a head; returns the height that they took. */
  bubble(text: string, x: number, bottom: number, palette: Palette): void {
    const context = this.#context;
    context.font = this.#font(WORDS);
    const lines = wrap(text, BUBBLE_WIDTH * this.zoom, BUBBLE_LINES, (part) => context.measureText(part).width);
    const width = Math.max(...lines.map((line) => context.measureText(line).width)) + 24;
    const step = 21 * this.zoom;
    const height = lines.length * step + 14;
    const top = bottom - height - 8;
    context.fillStyle = palette.card;
    context.strokeStyle = palette.dark ? palette.line : "#1d222626";
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(x - width / 2, top, width, height, 10);
    context.fill();
    context.stroke();
    context.beginPath();
    context.moveTo(x - 6, top + height - 1);
    context.lineTo(x, bottom);
    context.lineTo(x + 6, top + height - 1);
    context.fill();
    lines.forEach((line, index) => {
      this.#write(line, x, top + 7 + step * (index + 0.5), WORDS, palette.ink, null);
    });
  }

  /** Draws how many stand where single people are not shown. */
  count(text: string, x: number, y: number, radius: number, palette: Palette): void {
    const context = this.#context;
    context.fillStyle = `${palette.me}2e`;
    context.beginPath();
    context.arc(x, y, radius, 0, 7);
    context.fill();
    this.#write(text, x, y, "700 15px", palette.me, palette.halo);
  }

  /** Draws the way ahead and its end; points in pixels. */
  way(points: readonly (readonly [number, number])[], palette: Palette): void {
    const context = this.#context;
    const end = points.at(-1);
    if (end === undefined) return;
    context.strokeStyle = palette.me;
    context.lineWidth = 3;
    context.lineCap = "round";
    context.setLineDash([1, 8]);
    context.beginPath();
    points.forEach(([x, y], index) => {
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    });
    context.stroke();
    context.setLineDash([]);
    ring(context, end[0], end[1], 9, palette.card, 5);
    ring(context, end[0], end[1], 9, palette.me, 2.5);
  }

  #figure(x: number, y: number, heading: number, size: number, colour: string, palette: Palette): void {
    const context = this.#context;
    context.save();
    context.translate(x, y);
    context.rotate(heading);
    context.fillStyle = colour;
    context.strokeStyle = palette.card;
    context.lineWidth = 1.5;
    context.beginPath();
    // A drop whose point is where one looks.
    context.moveTo(0, -size * 1.55);
    context.quadraticCurveTo(size * 0.35, -size, size * 0.75, -size * 0.66);
    context.arc(0, 0, size, -0.72, Math.PI + 0.72);
    context.quadraticCurveTo(-size * 0.35, -size, 0, -size * 1.55);
    context.closePath();
    context.fill();
    context.stroke();
    context.restore();
  }

  #hand(x: number, y: number, palette: Palette): void {
    dot(this.#context, x, y, 7, palette.main, palette.card);
    this.#write(t("map.mark.hand"), x, y + 0.5, "700 10px", palette.onMain, null);
  }

  #leader(x: number, y: number, tx: number, ty: number, colour: string): void {
    const context = this.#context;
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(tx, ty);
    context.stroke();
    dot(context, x, y, 3, colour, colour);
  }

  #pill(x: number, y: number, width: number, height: number, fill: string, line: string | null): void {
    const context = this.#context;
    context.fillStyle = fill;
    context.beginPath();
    context.roundRect(x, y, width, height, height / 2);
    context.fill();
    if (line === null) return;
    context.strokeStyle = line;
    context.lineWidth = 1;
    context.stroke();
  }

  #write(text: string, x: number, y: number, font: string, colour: string, halo: string | null): void {
    const context = this.#context;
    context.font = this.#font(font);
    context.textAlign = "center";
    context.textBaseline = "middle";
    if (halo !== null) {
      context.strokeStyle = halo;
      context.lineWidth = 3.5;
      context.lineJoin = "round";
      context.strokeText(text, x, y);
    }
    context.fillStyle = colour;
    context.fillText(text, x, y + 0.5);
  }

  #font(font: string): string {
    const [weight, size = "14px"] = font.split(" ");
    return `${weight} ${Number.parseFloat(size) * this.zoom}px ${this.family}`;
  }
}

function dot(context: Context, x: number, y: number, radius: number, fill: string, edge: string): void {
  context.fillStyle = fill;
  context.strokeStyle = edge;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fill();
  context.stroke();
}

function ring(context: Context, x: number, y: number, radius: number, colour: string, width = 1.5): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.stroke();
}
