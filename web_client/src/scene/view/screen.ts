/** The picture on the big screen of the Forum Square, and the two signs 찬 and 반: one canvas, one mesh. */
import {
  BufferGeometry,
  CanvasTexture,
  Float32BufferAttribute,
  LinearFilter,
  Mesh,
  MeshBasicMaterial,
  SRGBColorSpace,
} from "three";
import { LINES, SCREEN, SIGN } from "../landmarks/theatre";

const WIDE = 1300;
const HIGH = 560;
/** The strip under the picture holds the signs. */
const SIGN_SIZE = 140;

export interface ScreenText {
  readonly title: string;
  readonly clock: string;
  readonly here: string;
  readonly lines: readonly string[];
}

/** Returns the clock as 오전/오후 h:mm of the hour in Gimhae (0 to 24). */
export function koreanClock(hour: number): string {
  const minutes = Math.floor(hour * 60);
  const h = Math.floor(minutes / 60) % 24;
  const twelve = h % 12 === 0 ? 12 : h % 12;
  return `${h < 12 ? "오전" : "오후"} ${twelve}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Pixels kept free to the right of a line. */
const MARGIN = 60;

export class Screen {
  readonly mesh: Mesh<BufferGeometry, MeshBasicMaterial>;
  readonly #canvas: HTMLCanvasElement;
  readonly #texture: CanvasTexture;
  readonly #font: string;
  #shown = "";

  /** `font` is the family of the page. */
  constructor(font: string) {
    this.#font = font;
    this.#canvas = document.createElement("canvas");
    this.#canvas.width = WIDE;
    this.#canvas.height = HIGH + SIGN_SIZE;
    this.#texture = new CanvasTexture(this.#canvas);
    this.#texture.colorSpace = SRGBColorSpace;
    this.#texture.generateMipmaps = false;
    this.#texture.minFilter = LinearFilter;
    const material = new MeshBasicMaterial({ map: this.#texture, transparent: true, alphaTest: 0.5 });
    this.mesh = new Mesh(screenGeometry(), material);
  }

  /** Draws the text again where it changed. */
  show(text: ScreenText): void {
    const key = JSON.stringify(text);
    if (key === this.#shown) return;
    this.#shown = key;
    const g = this.#canvas.getContext("2d");
    if (!g) return;
    g.clearRect(0, 0, WIDE, HIGH + SIGN_SIZE);
    g.textBaseline = "middle";
    this.#head(g, text);
    this.#rows(g, text);
    this.#signs(g);
    this.#texture.needsUpdate = true;
  }

  #write(
    g: CanvasRenderingContext2D,
    text: string,
    x: number,
    y: number,
    size: number,
    weight: number,
    colour: string,
  ): void {
    g.font = `${weight} ${size}px ${this.#font}`;
    g.fillStyle = colour;
    // A long line is drawn narrower rather than cut off.
    g.fillText(text, x, y, g.textAlign === "left" ? WIDE - x - MARGIN : undefined);
  }

  #head(g: CanvasRenderingContext2D, { title, clock }: ScreenText): void {
    g.fillStyle = "#fbf8f0";
    g.fillRect(0, 0, WIDE, HIGH);
    g.fillStyle = "#2b3138";
    g.fillRect(0, 0, WIDE, 92);
    this.#write(g, title, 36, 48, 44, 700, "#f7f2e4");
    g.textAlign = "right";
    this.#write(g, clock, WIDE - 36, 48, 40, 600, "#ffffff");
    g.textAlign = "left";
  }

  #rows(g: CanvasRenderingContext2D, { lines, here }: ScreenText): void {
    lines.slice(0, 3).forEach((line, i) => {
      const y = 124 + i * 124;
      g.fillStyle = i === 0 ? "#b83a0c" : "#eee8d8";
      g.beginPath();
      g.roundRect(36, y, WIDE - 72, 106, 14);
      g.fill();
      this.#write(g, line, 74, y + 55, i === 0 ? 46 : 42, i === 0 ? 700 : 500, i === 0 ? "#ffffff" : "#434646");
    });
    this.#write(g, here, 44, 520, 36, 600, "#434646");
  }

  #signs(g: CanvasRenderingContext2D): void {
    const [half, y] = [SIGN_SIZE / 2, HIGH + SIGN_SIZE / 2];
    g.fillStyle = "#1c5687";
    g.beginPath();
    g.arc(half, y, half - 3, 0, Math.PI * 2);
    g.fill();
    g.fillStyle = "#7a4e00";
    g.beginPath();
    g.roundRect(SIGN_SIZE + 12, HIGH + 12, SIGN_SIZE - 24, SIGN_SIZE - 24, 10);
    g.fill();
    g.textAlign = "center";
    this.#write(g, "찬", half, y + 4, 78, 800, "#ffffff");
    this.#write(g, "반", SIGN_SIZE + half, y + 4, 70, 800, "#ffffff");
    g.textAlign = "left";
  }

  /** At night the screen is a little warmer and dimmer. */
  set lamps(value: number) {
    this.mesh.material.color.setRGB(1 - 0.05 * value, 1 - 0.09 * value, 1 - 0.14 * value, SRGBColorSpace);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.#texture.dispose();
  }
}

function screenGeometry(): BufferGeometry {
  const positions: number[] = [];
  const uvs: number[] = [];
  const all = HIGH + SIGN_SIZE;
  const panel = (
    corner: (u: number, v: number) => readonly [number, number, number],
    u0: number,
    v0: number,
    u1: number,
    v1: number,
  ): void => {
    for (const [u, v] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
      [1, 1],
      [0, 1],
    ] as const) {
      positions.push(...corner(u, v));
      uvs.push((u0 + (u1 - u0) * u) / WIDE, 1 - (v1 + (v0 - v1) * v) / all);
    }
  };
  const { width, height, y, z } = SCREEN;
  panel((u, v) => [(u - 0.5) * width, y + (v - 0.5) * height, z], 0, 0, WIDE, HIGH);
  for (const [i, angle] of [LINES.pro, LINES.con].entries()) {
    const [s, c] = [Math.sin(angle), Math.cos(angle)];
    const at = (u: number, v: number): readonly [number, number, number] => {
      const x = SIGN.side + (u - 0.5) * SIGN.size;
      return [c * x + s * SIGN.radius, SIGN.y - 0.1 + v * SIGN.size, -s * x + c * SIGN.radius];
    };
    panel(at, i * SIGN_SIZE, HIGH, (i + 1) * SIGN_SIZE, all);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
  geometry.setAttribute("uv", new Float32BufferAttribute(uvs, 2));
  return geometry;
}
