/**
 * The buttons over the map: every gesture has a press that does the same. Plain elements, 44 px and more, words for
 * screen readers and on hover; the keyboard reaches each.
 */
import { type Key, t } from "../i18n/t";

const WORDS = {
  zoomIn: "map.zoom_in",
  zoomOut: "map.zoom_out",
  home: "map.home",
  overview: "map.overview",
  look: "map.look",
  north: "map.look.n",
  south: "map.look.s",
  west: "map.look.w",
  east: "map.look.e",
} as const satisfies Record<string, Key>;

export interface ControlActs {
  readonly zoom: (factor: number) => void;
  readonly home: () => void;
  readonly overview: () => void;
  readonly pan: (east: number, north: number) => void;
}

const STROKE = `fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"`;
const icon = (path: string) =>
  `<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" ${STROKE}>${path}</svg>`;
const ICONS = {
  zoomIn: icon(`<path d="M12 5v14M5 12h14"/>`),
  zoomOut: icon(`<path d="M5 12h14"/>`),
  home: icon(`<circle cx="12" cy="12" r="4"/><path d="M12 2v4M12 18v4M2 12h4M18 12h4"/>`),
  overview: icon(`<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>`),
  look: icon(`<path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3"/>`),
  north: icon(`<path d="M6 15l6-6 6 6"/>`),
  south: icon(`<path d="M6 9l6 6 6-6"/>`),
  west: icon(`<path d="M15 6l-6 6 6 6"/>`),
  east: icon(`<path d="M9 6l6 6-6 6"/>`),
} as const;
const EDGES: Readonly<Record<"north" | "south" | "west" | "east", readonly [number, number, string]>> = {
  north: [0, 1, "left:50%;top:8px;margin-left:-24px"],
  south: [0, -1, "left:50%;bottom:8px;margin-left:-24px"],
  west: [-1, 0, "left:8px;top:50%;margin-top:-24px"],
  east: [1, 0, "right:8px;top:50%;margin-top:-24px"],
};
/** Pixels of height under which the buttons stand in two columns. */
const LOW = 420;
const COLUMN =
  "position:absolute;right:12px;bottom:max(16px, env(safe-area-inset-bottom));display:grid;gap:8px;z-index:2";
const BUTTON =
  "width:48px;height:48px;padding:0;display:grid;place-items:center;border-radius:8px;cursor:pointer;" +
  "background:var(--card,#fff);color:var(--text,#1d2226);border:1px solid var(--border,#85847d)";

/** Puts the buttons into an element; returns what renames them and takes them away. */
export function addControls(parent: HTMLElement, acts: ControlActs): () => void {
  const column = document.createElement("div");
  column.style.cssText = COLUMN;
  if (parent.clientHeight < LOW) column.style.cssText += ";grid-template-rows:repeat(3,48px);grid-auto-flow:column";
  const arrows = arrowButtons(acts);
  const look = button("look", () => {
    const shown = look.getAttribute("aria-pressed") !== "true";
    look.setAttribute("aria-pressed", String(shown));
    look.style.background = shown ? "var(--celadon-pale,#dfefea)" : "var(--card,#fff)";
    for (const arrow of arrows) arrow.style.display = shown ? "grid" : "none";
  });
  look.setAttribute("aria-pressed", "false");
  column.append(
    button("zoomIn", () => acts.zoom(1)),
    button("zoomOut", () => acts.zoom(-1)),
    button("home", acts.home),
    button("overview", acts.overview),
    look,
  );
  parent.append(column, ...arrows);
  return () => {
    column.remove();
    for (const arrow of arrows) arrow.remove();
  };
}

function arrowButtons(acts: ControlActs): HTMLButtonElement[] {
  return (["north", "west", "east", "south"] as const).map((name) => {
    const [east, north, at] = EDGES[name];
    const arrow = button(name, () => acts.pan(east, north));
    arrow.style.cssText += `;display:none;position:absolute;z-index:2;${at}`;
    return arrow;
  });
}

function button(name: keyof typeof WORDS, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.title = t(WORDS[name]);
  made.setAttribute("aria-label", t(WORDS[name]));
  made.innerHTML = ICONS[name];
  made.style.cssText = BUTTON;
  made.addEventListener("click", press);
  return made;
}
