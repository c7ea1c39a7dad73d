/** Which names fit: by priority, the rest is left out. Boxes in pixels. Pure. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Label {
  readonly text: string;
  readonly kind: "place" | "main" | "station" | "district" | "peak" | "water";
  /** The middle of what the label belongs to. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels that the label stands above its point; 0 is centred on it. */
  readonly lift: number;
  /** Lower comes first. */
  readonly rank: number;
}

export interface Placed extends Box {
  readonly label: Label;
}

/** Pixels kept free around a label. */
const GAP = 4;

/** Returns the labels that fit, the most important first; `taken` are boxes that must stay free. */
export function place(labels: readonly Label[], width: number, height: number, taken: readonly Box[] = []): Placed[] {
  const placed: Placed[] = [];
  const boxes: Box[] = [...taken];
  for (const label of [...labels].sort((a, b) => a.rank - b.rank)) {
    const box = spotFor(label, boxes, width, height);
    if (box === null) continue;
    boxes.push(box);
    placed.push({ ...box, label });
  }
  return placed;
}

/** A lifted label may stand above its point, else below it. */
function spotFor(label: Label, boxes: readonly Box[], width: number, height: number): Box | null {
  const tops = label.lift === 0 ? [-label.height / 2] : [-label.lift - label.height, label.lift];
  for (const top of tops) {
    const box = { x: label.x - label.width / 2, y: label.y + top, width: label.width, height: label.height };
    const inside = box.x >= 2 && box.y >= 2 && box.x + box.width <= width - 2 && box.y + box.height <= height - 2;
    if (inside && boxes.every((other) => !overlap(box, other))) return box;
  }
  return null;
}

export function overlap(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + GAP && b.x < a.x + a.width + GAP && a.y < b.y + b.height + GAP && b.y < a.y + a.height + GAP
  );
}

/** Breaks words over at most `most` lines of `width` pixels; Korean breaks anywhere, and the last line tells of more. */
export function wrap(text: string, width: number, most: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  let more = false;
  for (const sign of text.trimEnd().replace(/\s+/gu, " ")) {
    if (line !== "" && measure(line + sign) > width) {
      lines.push(line.trimEnd());
      line = sign.trimStart();
      more = lines.length === most;
      if (more) break;
    } else line += sign;
  }
  if (!more) return line === "" ? lines : [...lines, line];
  const last = lines.pop() ?? "";
  return [...lines, `${[...last].slice(0, -1).join("")}…`];
}
