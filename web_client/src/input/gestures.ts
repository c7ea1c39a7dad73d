/**
 * Fingers, mouse and wheel on a view: tap, drag, pinch. Pixels of the element; what they mean is the view's business.
 * Every gesture here has a twin of one press in the view: buttons, keys, the list.
 */

export interface GestureOptions {
  readonly tap: (x: number, y: number) => void;
  readonly drag: (dx: number, dy: number) => void;
  /** A factor about a point: of the wheel or of two fingers. */
  readonly zoom: (factor: number, x: number, y: number) => void;
  readonly hover?: (x: number, y: number) => void;
}

/** Pixels that a tap may slip: a hand that trembles slips further than a mouse. */
const SLIP = 8;
const FINGER_SLIP = 14;
/** Milliseconds after which a press is a hand at rest and no tap; long, since some press slowly. */
const LONG_MS = 3_000;
/** Zoom of one notch of a wheel (100 to 120 pixels). */
const WHEEL = 0.0016;

interface Finger {
  x: number;
  y: number;
  readonly startX: number;
  readonly startY: number;
  readonly at: number;
  moved: boolean;
}

/** Listens on an element; the function returned lets go. */
export function attachGestures(element: HTMLElement, options: GestureOptions): () => void {
  const fingers = new Map<number, Finger>();
  const at = (event: PointerEvent | WheelEvent): readonly [number, number] => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const [x, y] = at(event);
    fingers.set(event.pointerId, { x, y, startX: x, startY: y, at: event.timeStamp, moved: fingers.size > 0 });
    element.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const [x, y] = at(event);
    const finger = fingers.get(event.pointerId);
    if (finger === undefined) return options.hover?.(x, y);
    const slip = event.pointerType === "touch" ? FINGER_SLIP : SLIP;
    if (Math.hypot(x - finger.startX, y - finger.startY) > slip) finger.moved = true;
    if (fingers.size === 1 && finger.moved) options.drag(x - finger.x, y - finger.y);
    if (fingers.size === 2) pinch(fingers, event.pointerId, x, y, options);
    finger.x = x;
    finger.y = y;
  };
  const up = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    fingers.delete(event.pointerId);
    const tapped = finger !== undefined && !finger.moved && event.timeStamp - finger.at < LONG_MS;
    if (tapped && event.type === "pointerup") options.tap(finger.x, finger.y);
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    options.zoom(Math.exp(-event.deltaY * lines * WHEEL), ...at(event));
  };
  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", up);
  element.addEventListener("wheel", wheel, { passive: false });
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", up);
    element.removeEventListener("wheel", wheel);
  };
}

/** Two fingers zoom about the middle between them and drag it along. */
function pinch(fingers: Map<number, Finger>, moved: number, x: number, y: number, options: GestureOptions): void {
  const [self, other] = [fingers.get(moved), [...fingers].find(([id]) => id !== moved)?.[1]];
  if (self === undefined || other === undefined) return;
  self.moved = other.moved = true;
  const before = Math.hypot(self.x - other.x, self.y - other.y);
  const after = Math.hypot(x - other.x, y - other.y);
  options.drag((x - self.x) / 2, (y - self.y) / 2);
  if (before > 1 && after > 1) options.zoom(after / before, (x + other.x) / 2, (y + other.y) / 2);
}
