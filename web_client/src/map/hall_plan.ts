/** Draws a hall from above: rows, stage, screen and the two microphone lines, from its layout. Metres, y up. */
import { t } from "../i18n/t";
import type { HallLayout, Stand } from "../world/hall_layout";
import { CAMPS, type Camp } from "../world/microphones";
import type { Palette } from "./palette";

/** Pixels a metre from which rows and lines are drawn; below a hall is its floor and its stage. */
const ROWS = 1.4;
/** Pixels a metre from which the marks at the microphones carry their letter. */
const LETTERS = 5;
/** Half a mark, metres, and the least that can be read, pixels. */
const MARK = { metres: 0.8, pixels: 9 } as const;

type Context = CanvasRenderingContext2D;

/** Draws onto a context whose unit is the metre, y up; `scale` is pixels a metre. */
export function drawHall(context: Context, palette: Palette, scale: number, hall: HallLayout): void {
  const [s, c] = [Math.sin(hall.faces), Math.cos(hall.faces)];
  context.save();
  // From here on x runs to the right of who looks at the screen, and y away from it.
  context.transform(c, -s, -s, -c, hall.x, hall.y);
  if (scale >= ROWS) for (const stand of hall.stands) drawStand(context, palette, scale, stand);
  drawStage(context, palette, scale, hall);
  if (scale >= ROWS) for (const camp of CAMPS) drawLine(context, palette, scale, hall, camp);
  context.restore();
}

function drawStand(context: Context, palette: Palette, scale: number, stand: Stand): void {
  context.save();
  context.translate(...stand.at);
  context.rotate(-stand.turn);
  context.lineWidth = Math.max(0.5, 1 / scale);
  context.lineCap = "butt";
  for (let row = 0; row < stand.rows; row++) {
    const half = stand.half + row * stand.flare;
    const stroke = (from: number, to: number, colour: string): void => {
      context.strokeStyle = colour;
      context.beginPath();
      if (stand.bend > 0) {
        const radius = stand.bend + row * stand.deep;
        context.arc(0, -stand.bend, radius, Math.PI / 2 - to / radius, Math.PI / 2 - from / radius);
      } else {
        context.moveTo(from, row * stand.deep);
        context.lineTo(to, row * stand.deep);
      }
      context.stroke();
    };
    stroke(-half, half, palette.ring);
    if (stand.onsite) stroke(stand.onsite[0] * half, stand.onsite[1] * half, palette.roof);
    for (const share of stand.aisles) stroke(share * half - stand.aisle, share * half + stand.aisle, palette.paving);
  }
  context.restore();
}

function drawStage(context: Context, palette: Palette, scale: number, { stage, screen }: HallLayout): void {
  const [[x, z], [w, d]] = [stage.at, stage.half];
  context.fillStyle = palette.stage;
  context.strokeStyle = palette.main;
  context.lineWidth = Math.max(0.5, 1.2 / scale);
  context.beginPath();
  if (stage.round) context.arc(x, z, w, 0, 7);
  else context.rect(x - w, z - d, w * 2, d * 2);
  context.fill();
  context.stroke();
  context.fillStyle = palette.roof;
  context.fillRect(-screen.width / 2, screen.z - 1.2, screen.width, 1.8);
}

/** Circles for, squares against: never by colour alone. */
function drawLine(context: Context, palette: Palette, scale: number, hall: HallLayout, camp: Camp): void {
  const [from, to] = hall[camp];
  const half = Math.max(MARK.metres, MARK.pixels / scale);
  context.strokeStyle = context.fillStyle = palette[camp];
  context.lineWidth = Math.max(0.9, 2 / scale);
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
  context.beginPath();
  if (camp === "pro") context.arc(...from, half, 0, 7);
  else context.rect(from[0] - half, from[1] - half, half * 2, half * 2);
  context.fill();
  if (scale >= LETTERS) drawLetter(context, palette, hall, camp, half);
}

function drawLetter(context: Context, palette: Palette, hall: HallLayout, camp: Camp, half: number): void {
  context.save();
  context.translate(...hall[camp][0]);
  // Upright on the page, whichever way the hall faces.
  context.rotate(-hall.faces);
  context.font = `800 ${half * 1.2}px "Pretendard GOV", sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = palette.onCamp;
  context.fillText(t(`map.mark.${camp}`), 0, half * 0.08);
  context.restore();
}
