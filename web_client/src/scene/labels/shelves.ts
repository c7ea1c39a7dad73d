/** Packs rectangles into a square sheet, row by row. Pure. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Pixels between two rectangles, so that filtering does not bleed. */
const GAP = 2;

export class Shelves {
  readonly side: number;
  #x = GAP;
  #y = GAP;
  #row = 0;

  constructor(side: number) {
    this.side = side;
  }

  /** Returns where a rectangle of w by h goes, or null when the sheet is full. */
  place(w: number, h: number): Rect | null {
    if (w + 2 * GAP > this.side) return null;
    if (this.#x + w + GAP > this.side) {
      this.#x = GAP;
      this.#y += this.#row + GAP;
      this.#row = 0;
    }
    if (this.#y + h + GAP > this.side) return null;
    const rect = { x: this.#x, y: this.#y, w, h };
    this.#x += w + GAP;
    this.#row = Math.max(this.#row, h);
    return rect;
  }

  clear(): void {
    this.#x = GAP;
    this.#y = GAP;
    this.#row = 0;
  }
}

/** Screen boxes already taken; a new one either finds free room or is dropped. */
export class Taken {
  #boxes: Float32Array;
  #count = 0;

  /** `most` boxes at once; more are refused. */
  constructor(most: number) {
    this.#boxes = new Float32Array(most * 4);
  }

  clear(): void {
    this.#count = 0;
  }

  /** Whether a box (left, top, right, bottom) touches none that is taken. */
  free(left: number, top: number, right: number, bottom: number): boolean {
    const b = this.#boxes;
    for (let i = 0; i < this.#count * 4; i += 4) {
      if (
        left < (b[i + 2] as number) &&
        right > (b[i] as number) &&
        top < (b[i + 3] as number) &&
        bottom > (b[i + 1] as number)
      )
        return false;
    }
    return true;
  }

  /** Takes a box; returns false when there is no room for more boxes. */
  take(left: number, top: number, right: number, bottom: number): boolean {
    if (this.#count * 4 >= this.#boxes.length) return false;
    this.#boxes.set([left, top, right, bottom], this.#count * 4);
    this.#count += 1;
    return true;
  }
}

/** Breaks a text into lines of at most `wide` by a measure; the last of `most` lines ends in … where text is left. */
export function breakLines(text: string, wide: number, most: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/u).flatMap((w) => pieces(w, wide, measure))) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || measure(longer) <= wide) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line) lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]}…`];
}

/** Cuts a word that is longer than a line; whole code points only. */
function pieces(word: string, wide: number, measure: (text: string) => number): string[] {
  if (measure(word) <= wide) return [word];
  const out: string[] = [];
  let piece = "";
  for (const letter of word) {
    if (piece && measure(piece + letter) > wide) {
      out.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return piece ? [...out, piece] : out;
}
