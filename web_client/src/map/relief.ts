/** The hills as a shaded picture: green by height, light from the north-west as on printed maps. */
import type { World } from "../world/world";
import type { Palette } from "./palette";

/** Metres of a pixel of the picture: finer than the grid of heights, so that slopes read smoothly. */
const PIXEL = 5;
/** Metres of drawn height at which the green is full. */
const FULL = 55;
/** Metres of drawn height over which a hill fades into the plain. */
const FOOT = 7;
/** Metres of drawn height below which the land counts as plain. */
const PLAIN = 2.5;

/** Returns a picture of the whole square, north up, or null where the page cannot draw one. */
export function reliefPicture(world: World, palette: Palette): HTMLCanvasElement | null {
  const size = Math.ceil(world.side / PIXEL);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const context = canvas.getContext("2d");
  if (context === null) return null;
  const image = context.createImageData(size, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      shade(world, palette, image.data, row, column, size);
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function shade(world: World, palette: Palette, data: Uint8ClampedArray, row: number, column: number, size: number) {
  const x = (column + 0.5) * PIXEL;
  const y = world.side - (row + 0.5) * PIXEL;
  const { relief } = world;
  const height = relief.height(x, y) * relief.drawn;
  if (height < PLAIN) return;
  const east = (relief.height(x + PIXEL, y) - relief.height(x - PIXEL, y)) * relief.drawn;
  const north = (relief.height(x, y + PIXEL) - relief.height(x, y - PIXEL)) * relief.drawn;
  // Slopes that fall to the north-west are lit, those that fall to the south-east lie in shade.
  const lit = Math.max(-1, Math.min(1, (east - north) / (3 * PIXEL)));
  const share = lit < 0 ? -lit * 0.75 : 0;
  const light = lit > 0 ? lit * (palette.dark ? 18 : 46) : 0;
  const high = Math.min(1, (height - PLAIN) / FULL);
  const at = (row * size + column) * 4;
  for (let channel = 0; channel < 3; channel++) {
    const green = palette.hill[channel] ?? 0;
    const dark = palette.shade[channel] ?? 0;
    data[at + channel] = green + (dark - green) * share + light;
  }
  const foot = Math.min(1, (height - PLAIN) / FOOT);
  data[at + 3] = 255 * foot * Math.min(0.9, 0.16 + 0.5 * high + 0.22 * share);
}
