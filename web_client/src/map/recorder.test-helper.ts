/** A canvas that draws nothing and remembers what was asked of it: where on the page, in which colour. */

export interface Stroke {
  readonly call: string;
  /** The point on the page that the call names, after all transforms. */
  readonly x: number;
  readonly y: number;
  readonly args: readonly unknown[];
  readonly fill: string;
  readonly stroke: string;
  readonly alpha: number;
  readonly width: number;
}

type Matrix = readonly [number, number, number, number, number, number];
const PLAIN: Matrix = [1, 0, 0, 1, 0, 0];

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Shapes made before they are drawn: remembers its corners. */
export class FakePath {
  readonly points: (readonly [number, number])[] = [];
  closed = false;
  moveTo(x: number, y: number): void {
    this.points.push([x, y]);
  }
  lineTo(x: number, y: number): void {
    this.points.push([x, y]);
  }
  arc(x: number, y: number): void {
    this.points.push([x, y]);
  }
  addPath(other: FakePath): void {
    this.points.push(...other.points);
  }
  closePath(): void {
    this.closed = true;
  }
}

const STYLED = {
  fillStyle: "", strokeStyle: "", globalAlpha: 1, lineWidth: 1, font: "", textAlign: "", textBaseline: "", lineCap: "", lineJoin: "",
}; // biome-ignore format: one object

/** `wide` is how many pixels a letter takes. */
export class Recorder {
  readonly strokes: Stroke[] = [];
  readonly context: CanvasRenderingContext2D;
  depth = 0;

  constructor(wide = 10) {
    const style: Record<string, unknown> = { ...STYLED };
    let matrix = PLAIN;
    const kept: { matrix: Matrix; style: Record<string, unknown> }[] = [];
    const by = (more: Matrix) => {
      matrix = times(matrix, more);
    };
    const moves: Record<string, (...args: number[]) => void> = {
      save: () => {
        this.depth = kept.push({ matrix, style: { ...style } });
      },
      restore: () => {
        const last = kept.pop();
        if (!last) throw new Error("nothing to restore");
        matrix = last.matrix;
        Object.assign(style, last.style);
        this.depth = kept.length;
      },
      translate: (x = 0, y = 0) => by([1, 0, 0, 1, x, y]),
      scale: (x = 1, y = 1) => by([x, 0, 0, y, 0, 0]),
      rotate: (by_ = 0) => by([Math.cos(by_), Math.sin(by_), -Math.sin(by_), Math.cos(by_), 0, 0]),
      transform: (...six) => by(six as unknown as Matrix),
      setTransform: (...six) => {
        matrix = six as unknown as Matrix;
      },
    };
    const answers: Record<string, (...args: never[]) => unknown> = {
      measureText: (text: string) => ({ width: [...text].length * wide }),
      createRadialGradient: () => ({ addColorStop: () => undefined }),
      createImageData: (w: number, h: number) => ({ data: new Uint8ClampedArray(w * h * 4), width: w, height: h }),
    };
    const note = (call: string, args: readonly unknown[]) => {
      const [x, y] = (call.endsWith("Text") || call === "drawImage" ? args.slice(1) : args) as number[];
      const at = times(matrix, [1, 0, 0, 1, x ?? 0, y ?? 0]);
      this.strokes.push({
        call, args, x: at[4], y: at[5], fill: String(style.fillStyle), stroke: String(style.strokeStyle),
        alpha: Number(style.globalAlpha), width: Number(style.lineWidth),
      }); // biome-ignore format: one object
    };
    this.context = new Proxy(style, {
      get: (_, name: string) => {
        if (name in style) return style[name];
        return (...args: unknown[]) => {
          moves[name]?.(...(args as number[]));
          if (!(name in moves)) note(name, args);
          return answers[name]?.(...(args as never[]));
        };
      },
      set: (_, name: string, value) => {
        style[name] = value;
        return true;
      },
    }) as unknown as CanvasRenderingContext2D;
  }

  /** Returns what was asked by calls of these names. */
  of(...calls: string[]): Stroke[] {
    return this.strokes.filter((one) => calls.includes(one.call));
  }

  /** Returns the words that were written, in order. */
  get words(): string[] {
    return this.of("fillText").map((one) => String(one.args[0]));
  }
}
