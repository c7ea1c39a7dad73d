/** The buttons over the scene: every gesture of the camera has a press that does the same. */
import { type Key, t } from "../../i18n/t";

export interface CameraActs {
  zoomIn(): void;
  zoomOut(): void;
  turnLeft(): void;
  turnRight(): void;
  /** Switches the overview and returns whether it is on now. */
  overview(): boolean;
}

const WORDS = {
  zoomIn: "scene.zoom_in",
  zoomOut: "scene.zoom_out",
  turnLeft: "scene.turn_left",
  turnRight: "scene.turn_right",
  overview: "scene.overview",
} as const satisfies Record<keyof CameraActs, Key>;
const LINES: Readonly<Record<keyof CameraActs, string>> = {
  zoomIn: "M12 5v14M5 12h14",
  zoomOut: "M5 12h14",
  turnLeft: "M4 12a8 8 0 1 0 3-6.2M4 4v4.5h4.5",
  turnRight: "M20 12a8 8 0 1 1-3-6.2M20 4v4.5h-4.5",
  overview: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
};
/** A column that breaks into a second one where the view is low, as a phone held across. */
const COLUMN =
  "position:absolute;right:12px;bottom:max(16px, env(safe-area-inset-bottom));z-index:2;display:flex;gap:8px;" +
  "flex-flow:column wrap-reverse;align-content:flex-start;max-height:min(60%, 280px)";
const BUTTON =
  "width:48px;height:48px;padding:0;display:grid;place-items:center;border-radius:8px;cursor:pointer;" +
  "background:var(--card,#fff);color:var(--text,#1d2226);border:1px solid var(--border,#85847d)";
/** Puts the buttons into an element; the function returned takes them away. */
export function addButtons(parent: HTMLElement, acts: CameraActs, overviewOn: boolean): () => void {
  const column = document.createElement("div");
  column.style.cssText = COLUMN;
  for (const name of ["zoomIn", "zoomOut", "turnLeft", "turnRight", "overview"] as const) {
    const made = document.createElement("button");
    made.type = "button";
    made.title = t(WORDS[name]);
    made.setAttribute("aria-label", t(WORDS[name]));
    made.style.cssText = BUTTON;
    made.innerHTML = `<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${LINES[name]}"/></svg>`;
    if (name === "overview") made.setAttribute("aria-pressed", String(overviewOn));
    made.addEventListener("click", () => {
      const on = acts[name]();
      if (typeof on === "boolean") made.setAttribute("aria-pressed", String(on));
    });
    column.append(made);
  }
  parent.append(column);
  return () => column.remove();
}
