/**
 * The pictures on the wall screens of all halls, and the signs at their microphones: one canvas, one mesh.
 *
 * The hall that one is at shows the large picture, the others a small one from afar: the greeting.
 */
import {
  BufferGeometry,
  CanvasTexture,
  Float32BufferAttribute,
  LinearFilter,
  Mesh,
  MeshBasicMaterial,
  SRGBColorSpace,
  Vector3,
} from "three";
import { language, t } from "../../i18n/t";
import { CAMPS } from "../../world/microphones";
import { frame } from "../kit/builder";
import { lineFrame, SIGN } from "../landmarks/hall_parts";
import type { HallSite } from "../landmarks/hall_site";

const WIDE = 1300;
const HIGH = 560;
/** The strip under the picture holds the signs, and the small picture. */
const SIGN_SIZE = 140;
const ALL = HIGH + SIGN_SIZE;
/** Left edge and scale of the small picture: as high as the strip. */
const SMALL = { left: SIGN_SIZE * 3, scale: SIGN_SIZE / HIGH } as const;
/** Corners of a panel in the order of its two triangles, from the lower left. */
const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
  [1, 1],
  [0, 1],
] as const;
/** Panels of a hall: its screen, and a sign for each line. */
const PANELS = 1 + CAMPS.length;

export interface ScreenText {
  readonly title: string;
  readonly clock: string;
  readonly here: string;
  readonly lines: readonly string[];
}

/** Pixels kept free to the right of a line. */
const MARGIN = 60;

export class Screen {
  readonly mesh: Mesh<BufferGeometry, MeshBasicMaterial>;
  readonly #canvas: HTMLCanvasElement;
  readonly #texture: CanvasTexture;
  readonly #font: string;
  readonly #sites: readonly HallSite[];
  #shown = "";
  #at: HallSite | null = null;

  /** `font` is the family of the page. */
  constructor(sites: readonly HallSite[], font: string) {
    this.#sites = sites;
    this.#font = font;
    this.#canvas = document.createElement("canvas");
    this.#canvas.width = WIDE;
    this.#canvas.height = ALL;
    this.#texture = new CanvasTexture(this.#canvas);
    this.#texture.colorSpace = SRGBColorSpace;
    this.#texture.generateMipmaps = false;
    this.#texture.minFilter = LinearFilter;
    const material = new MeshBasicMaterial({ map: this.#texture, transparent: true, alphaTest: 0.5 });
    this.mesh = new Mesh(screenGeometry(sites), material);
  }

  /** Shows a text on the screen of one hall and a greeting on all others; draws again where something changed. */
  show(site: HallSite | null, text: ScreenText, greeting: ScreenText): void {
    this.#turnTo(site);
    const key = JSON.stringify([text, greeting, language.value]);
    if (key === this.#shown) return;
    this.#shown = key;
    const g = this.#canvas.getContext("2d");
    if (!g) return;
    g.clearRect(0, 0, WIDE, ALL);
    g.textBaseline = "middle";
    this.#picture(g, text);
    this.#signs(g);
    g.setTransform(SMALL.scale, 0, 0, SMALL.scale, SMALL.left, HIGH);
    this.#picture(g, greeting);
    g.resetTransform();
    this.#texture.needsUpdate = true;
  }

  /** Puts the large picture onto the screen of a hall, the small one onto all others. */
  #turnTo(site: HallSite | null): void {
    if (site === this.#at) return;
    this.#at = site;
    const uv = this.mesh.geometry.getAttribute("uv");
    this.#sites.forEach((one, hall) => {
      const [left, top, scale] = one === site ? [0, 0, 1] : [SMALL.left, HIGH, SMALL.scale];
      CORNERS.forEach(([u, v], corner) => {
        const at = hall * PANELS * CORNERS.length + corner;
        uv.setXY(at, (left + WIDE * scale * u) / WIDE, 1 - (top + HIGH * scale * (1 - v)) / ALL);
      });
    });
    uv.needsUpdate = true;
  }

  #picture(g: CanvasRenderingContext2D, text: ScreenText): void {
    this.#head(g, text);
    this.#rows(g, text);
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
    this.#write(g, t("scene.mark.pro"), half, y + 4, 78, 800, "#ffffff");
    this.#write(g, t("scene.mark.con"), SIGN_SIZE + half, y + 4, 70, 800, "#ffffff");
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

function screenGeometry(sites: readonly HallSite[]): BufferGeometry {
  const positions: number[] = [];
  const uvs: number[] = [];
  const corner = new Vector3();
  for (const { layout, at, floor, turn } of sites) {
    const here = frame(at[0], floor, at[1], [1, 1, 1], turn);
    const { z, y, width } = layout.screen;
    const high = (width * HIGH) / WIDE;
    for (const [u, v] of CORNERS) {
      positions.push(...corner.set((u - 0.5) * width, y + (v - 0.5) * high, z).applyMatrix4(here));
      uvs.push(0, 0);
    }
    CAMPS.forEach((camp, i) => {
      const line = lineFrame(layout, camp);
      const sign = here.clone().multiply(frame(line.at[0], 0, line.at[1], [1, 1, 1], line.turn));
      for (const [u, v] of CORNERS) {
        corner.set(SIGN.side + (u - 0.5) * SIGN.size, SIGN.y - 0.1 + v * SIGN.size, 0.05);
        positions.push(...corner.applyMatrix4(sign));
        uvs.push(((i + u) * SIGN_SIZE) / WIDE, 1 - (HIGH + SIGN_SIZE * (1 - v)) / ALL);
      }
    });
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
  geometry.setAttribute("uv", new Float32BufferAttribute(uvs, 2));
  return geometry;
}
