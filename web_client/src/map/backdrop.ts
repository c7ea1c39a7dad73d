/** The land as a picture somewhat larger than the view, drawn anew only when the view leaves it or zooms. */
import type { Camera } from "./camera";
import type { Land } from "./land";
import type { Palette } from "./palette";

/** How much larger than the view the picture is: half a view of walking before it is drawn anew. */
const MARGIN = 1.5;
/** The largest side of the picture, pixels: 4096 squared is 64 MB, phones allow that much. */
const MOST_PIXELS = 4_096;
/** Milliseconds between two drawings while zooming; in between the old picture is stretched. */
const ZOOM_MS = 120;

export class Backdrop {
  readonly #land: Land;
  readonly #canvas = document.createElement("canvas");
  #palette: Palette | null = null;
  #x = 0;
  #y = 0;
  #scale = 0;
  #ratio = 1;
  #width = 0;
  #height = 0;
  #drawn = Number.NEGATIVE_INFINITY;

  constructor(land: Land) {
    this.#land = land;
  }

  /** Paints the land under the view; tells whether a sharper picture is still to come. */
  paint(context: CanvasRenderingContext2D, camera: Camera, palette: Palette, ratio: number, now: number): boolean {
    const stale = this.#palette !== palette || this.#ratio !== ratio || !this.#covers(camera);
    const blurred = this.#scale !== camera.scale;
    if (stale || (blurred && now - this.#drawn > ZOOM_MS)) this.#draw(camera, palette, ratio, now);
    const stretch = camera.scale / this.#scale;
    const width = this.#width * stretch;
    const height = this.#height * stretch;
    context.fillStyle = palette.outside;
    context.fillRect(0, 0, camera.width, camera.height);
    context.drawImage(this.#canvas, camera.px(this.#x) - width / 2, camera.py(this.#y) - height / 2, width, height);
    return this.#scale !== camera.scale;
  }

  /** Whether the view lies within the picture, and not too much of a stretch away. */
  #covers(camera: Camera): boolean {
    const stretch = camera.scale / this.#scale;
    if (stretch > 2.5 || stretch < 0.6) return false;
    const spareX = (this.#width * stretch - camera.width) / 2;
    const spareY = (this.#height * stretch - camera.height) / 2;
    const offX = Math.abs(camera.x - this.#x) * camera.scale;
    const offY = Math.abs(camera.y - this.#y) * camera.scale;
    return offX <= spareX + 1 && offY <= spareY + 1;
  }

  #draw(camera: Camera, palette: Palette, ratio: number, now: number): void {
    this.#palette = palette;
    this.#ratio = ratio;
    this.#x = camera.x;
    this.#y = camera.y;
    this.#scale = camera.scale;
    this.#width = Math.min(camera.width * MARGIN, MOST_PIXELS / ratio);
    this.#height = Math.min(camera.height * MARGIN, MOST_PIXELS / ratio);
    this.#drawn = now;
    this.#canvas.width = Math.ceil(this.#width * ratio);
    this.#canvas.height = Math.ceil(this.#height * ratio);
    const context = this.#canvas.getContext("2d", { alpha: false });
    if (context === null) return;
    context.fillStyle = palette.outside;
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    const unit = camera.scale * ratio;
    context.setTransform(
      unit,
      0,
      0,
      -unit,
      this.#canvas.width / 2 - this.#x * unit,
      this.#canvas.height / 2 + this.#y * unit,
    );
    this.#land.draw(context, palette, camera.scale);
  }
}
