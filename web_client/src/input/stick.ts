/**
 * The stick on the screen, for fingers: drag to walk, far out to run, let go to stop. The only control that needs a
 * drag; a tap on the ground and the list walk as well.
 */

/** Pixels from the middle to the rim; the ring is 112 px wide, the knob 52. */
const RADIUS = 44;
/** Pixels of rest in the middle, for a thumb that trembles. */
const REST = 6;

export interface StickOptions {
  readonly label: string;
  /** Takes the wish: right and up, length 0 to 1. */
  readonly wish: (right: number, up: number) => void;
}

/** Returns the wish of a finger (dx, dy) pixels from the middle; y down as on screens. */
export function wishOfDrag(dx: number, dy: number): readonly [number, number] {
  const far = Math.hypot(dx, dy);
  if (far <= REST) return [0, 0];
  const reach = Math.min(1, (far - REST) / (RADIUS - REST));
  return [(dx / far) * reach, -(dy / far) * reach];
}

/** Tells whether the main pointer of this device is a finger. */
export function isTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

/** Puts a stick into an element; the function returned takes it away. */
export function attachStick(parent: HTMLElement, options: StickOptions): () => void {
  const ring = document.createElement("div");
  const knob = document.createElement("div");
  ring.setAttribute("role", "img");
  ring.setAttribute("aria-label", options.label);
  ring.dataset.part = "stick";
  Object.assign(ring.style, RING);
  Object.assign(knob.style, KNOB);
  ring.append(knob);
  parent.append(ring);
  const release = follow(ring, knob, options.wish);
  return () => {
    release();
    ring.remove();
  };
}

function follow(ring: HTMLElement, knob: HTMLElement, wish: StickOptions["wish"]): () => void {
  let finger: number | null = null;
  const show = (right: number, up: number) => {
    knob.style.transform = `translate(${right * RADIUS}px, ${-up * RADIUS}px)`;
    wish(right, up);
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== finger) return;
    const box = ring.getBoundingClientRect();
    show(...wishOfDrag(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2));
  };
  const end = (event: PointerEvent) => {
    if (event.pointerId !== finger) return;
    finger = null;
    show(0, 0);
  };
  const start = (event: PointerEvent) => {
    if (finger !== null) return;
    finger = event.pointerId;
    ring.setPointerCapture(event.pointerId);
    event.preventDefault();
    move(event);
  };
  ring.addEventListener("pointerdown", start);
  ring.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"] as const) ring.addEventListener(name, end);
  return () => {
    if (finger !== null) wish(0, 0);
  };
}

const RING: Partial<CSSStyleDeclaration> = {
  position: "absolute",
  left: "max(16px, env(safe-area-inset-left))",
  bottom: "max(16px, env(safe-area-inset-bottom))",
  width: "112px",
  height: "112px",
  borderRadius: "50%",
  touchAction: "none",
  userSelect: "none",
  background: "color-mix(in srgb, var(--card, #fff) 72%, transparent)",
  border: "1px solid var(--border, #85847d)",
  zIndex: "2",
};
const KNOB: Partial<CSSStyleDeclaration> = {
  position: "absolute",
  left: "29px",
  top: "29px",
  width: "52px",
  height: "52px",
  borderRadius: "50%",
  background: "var(--celadon, #1f6b62)",
  border: "2px solid var(--card, #fff)",
  pointerEvents: "none",
};
