/** Draws the texts of all labels once into one canvas and remembers where. */
import { CanvasTexture, LinearFilter } from "three";
import { breakLines, type Rect, Shelves } from "./shelves";
import { type LabelStyle, STYLES, type StyleName } from "./styles";

export interface Card {
  /** Where it lies in the sheet, pixels of the sheet. */
  readonly rect: Rect;
  /** Size on the screen, CSS pixels. */
  readonly w: number;
  readonly h: number;
}

/** A speech card is no wider than this, at most so many lines; the log has the whole text. */
const SPEECH = { wide: 232, lines: 4 } as const;
/** Corner of the sheet that is plain white, for leaders. */
const WHITE = 4;

export class Atlas {
  readonly texture: CanvasTexture;
  readonly side: number;
  readonly #canvas: HTMLCanvasElement;
  readonly #shelves: Shelves;
  readonly #cards = new Map<string, Card>();
  readonly #font: string;
  readonly #ratio: number;
  readonly #scale: number;
  /** Grows each time the sheet was full and begun anew. */
  rounds = 0;

  /** `ratio` is sheet pixels a CSS pixel; `scale` the size of the root font over 16 px. */
  constructor(side: number, font: string, ratio: number, scale: number) {
    this.side = side;
    this.#font = font;
    this.#ratio = ratio;
    this.#scale = scale;
    this.#canvas = document.createElement("canvas");
    this.#canvas.width = side;
    this.#canvas.height = side;
    this.#shelves = new Shelves(side);
    this.texture = new CanvasTexture(this.#canvas);
    this.texture.generateMipmaps = false;
    this.texture.minFilter = LinearFilter;
    this.texture.premultiplyAlpha = true;
    this.#begin();
  }

  get white(): number {
    return WHITE / 2 / this.side;
  }

  #begin(): void {
    const g = this.#context();
    g.clearRect(0, 0, this.side, this.side);
    g.fillStyle = "#ffffff";
    this.#shelves.clear();
    this.#shelves.place(WHITE, WHITE);
    g.fillRect(0, 0, WHITE + 2, WHITE + 2);
    this.#cards.clear();
  }

  #context(): CanvasRenderingContext2D {
    const g = this.#canvas.getContext("2d");
    if (!g) throw new Error("no 2D canvas for labels");
    return g;
  }

  /** Returns the card of a text, drawn now if need be; null when it is larger than the sheet. */
  card(style: StyleName, title: string, text = ""): Card | null {
    const key = `${style}\n${title}\n${text}`;
    return this.#cards.get(key) ?? this.#draw(key, STYLES[style], title, text);
  }

  #draw(key: string, style: LabelStyle, title: string, text: string): Card | null {
    const g = this.#context();
    const size = style.size * this.#scale;
    const measure = (words: string, weight = style.weight): number => {
      g.font = `${weight} ${size}px ${this.#font}`;
      return g.measureText(words).width;
    };
    const lines = text ? breakLines(text, SPEECH.wide * this.#scale, SPEECH.lines, measure) : [];
    const wide = Math.max(measure(title, text ? 700 : style.weight), ...lines.map((line) => measure(line)));
    const w = Math.ceil(wide + style.pad[0] * 2 + 2);
    const body = Math.ceil(size * 1.32 * (1 + lines.length) + style.pad[1] * 2 + 2);
    const h = body + (style.tail ?? 0);
    const [rw, rh] = [Math.ceil(w * this.#ratio), Math.ceil(h * this.#ratio)];
    let rect = this.#shelves.place(rw, rh);
    if (!rect) {
      this.rounds += 1;
      this.#begin();
      rect = this.#shelves.place(rw, rh);
    }
    if (!rect) return null;
    g.save();
    g.translate(rect.x, rect.y);
    g.scale(this.#ratio, this.#ratio);
    this.#body(g, style, w, body);
    this.#lines(g, style, size, [title, ...lines], text !== "");
    g.restore();
    this.texture.needsUpdate = true;
    const card = { rect, w, h };
    this.#cards.set(key, card);
    return card;
  }

  #body(g: CanvasRenderingContext2D, style: LabelStyle, w: number, h: number): void {
    if (!style.fill) return;
    g.fillStyle = style.fill;
    g.strokeStyle = style.edge ?? "transparent";
    g.lineWidth = 1.2;
    g.beginPath();
    g.roundRect(1, 1, w - 2, h - 2, style.radius ?? h / 2);
    g.fill();
    if (style.edge) g.stroke();
    if (style.tail) this.#tail(g, w * (style.anchor ?? 0.5), h, style.tail);
  }

  #tail(g: CanvasRenderingContext2D, x: number, h: number, tail: number): void {
    g.beginPath();
    g.moveTo(x - 7, h - 2.2);
    g.lineTo(x, h + tail - 1);
    g.lineTo(x + 7, h - 2.2);
    g.fill();
    g.beginPath();
    g.moveTo(x - 7, h - 1);
    g.lineTo(x, h + tail - 1);
    g.lineTo(x + 7, h - 1);
    g.stroke();
  }

  #lines(
    g: CanvasRenderingContext2D,
    style: LabelStyle,
    size: number,
    lines: readonly string[],
    titled: boolean,
  ): void {
    g.textBaseline = "middle";
    lines.forEach((line, i) => {
      const y = style.pad[1] + 1 + size * 1.32 * (i + 0.5) + size * 0.04;
      g.font = `${titled && i === 0 ? 700 : style.weight} ${size}px ${this.#font}`;
      if (style.halo) {
        g.lineJoin = "round";
        g.strokeStyle = style.halo;
        g.lineWidth = 4;
        g.strokeText(line, style.pad[0] + 1, y);
      }
      g.fillStyle = style.ink;
      g.fillText(line, style.pad[0] + 1, y);
    });
  }

  dispose(): void {
    this.texture.dispose();
    this.#cards.clear();
  }
}
