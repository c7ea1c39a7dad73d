/**
 * Keys that walk: arrows, and W A S D where letters are allowed. They act only while the view has the focus, and
 * never while somebody types or composes Korean. Knows keys; where they lead is the view's business.
 */

export interface KeyboardOptions {
  /** Whether letter keys walk; the setting "글자 단축키". Arrows always do. */
  readonly letters: () => boolean;
  /** Takes the wish in the view's axes: right and up, length 0 to 1. */
  readonly wish: (right: number, up: number) => void;
  /** Takes any other key of the view (zoom, home); returns whether it used it. */
  readonly other?: (key: string) => boolean;
}

/** A walk without shift: below the bound above which a wish runs. */
const WALK = 0.7;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};
/** By place on the keyboard, so that a Korean layout walks too. */
const LETTERS: Readonly<Record<string, readonly [number, number]>> = {
  KeyW: [0, 1],
  KeyS: [0, -1],
  KeyA: [-1, 0],
  KeyD: [1, 0],
};

/** Returns the wish of keys held down. */
export function wishOf(held: Iterable<string>, running: boolean): readonly [number, number] {
  let [right, up] = [0, 0];
  for (const code of held) {
    const [x, y] = ARROWS[code] ?? LETTERS[code] ?? [0, 0];
    right += x;
    up += y;
  }
  const length = Math.hypot(right, up);
  if (length === 0) return [0, 0];
  const reach = running ? 1 : WALK;
  return [(right / length) * reach, (up / length) * reach];
}

/** Tells whether a key is somebody's writing: in a field, in a composition, or a browser's shortcut. */
export function isWriting(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Listens on a focusable element; the function returned lets go. */
export function attachKeyboard(element: HTMLElement, options: KeyboardOptions): () => void {
  const held = new Set<string>();
  let running = false;
  const tell = () => options.wish(...wishOf(held, running));
  const down = (event: KeyboardEvent) => {
    if (isWriting(event)) return;
    running = event.shiftKey;
    const walks = event.code in ARROWS || (event.code in LETTERS && options.letters());
    if (walks) {
      held.add(event.code);
      tell();
    }
    if (walks || options.other?.(event.key)) event.preventDefault();
  };
  const up = (event: KeyboardEvent) => {
    running = event.shiftKey;
    if (held.delete(event.code) || (event.key === "Shift" && held.size > 0)) tell();
  };
  const release = () => {
    if (held.size === 0) return;
    held.clear();
    tell();
  };
  element.addEventListener("keydown", down);
  // A key let go elsewhere is let go: else the avatar walks on for ever.
  addEventListener("keyup", up);
  addEventListener("blur", release);
  element.addEventListener("blur", release);
  return () => {
    release();
    element.removeEventListener("keydown", down);
    removeEventListener("keyup", up);
    removeEventListener("blur", release);
    element.removeEventListener("blur", release);
  };
}
