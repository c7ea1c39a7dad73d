/**
 * The map: the same square from above, with the same power as the other views. Draws when something changed, rests
 * when nothing does.
 */
import { effect } from "@preact/signals";
import { t } from "../i18n/t";
import { attachGestures } from "../input/gestures";
import { attachKeyboard } from "../input/keyboard";
import { attachStick, isTouch } from "../input/stick";
import type { Square } from "../square/square";
import type { Point } from "../world/geometry";
import type { Place } from "../world/world";
import { Backdrop } from "./backdrop";
import { Camera, ZOOM_STEP } from "./camera";
import { Changes } from "./changes";
import { addControls } from "./controls";
import { Ink } from "./ink";
import { Land } from "./land";
import { type Picture, paint } from "./painter";
import { DARK, LIGHT, type Palette } from "./palette";

export interface MapOptions {
  readonly reducedMotion?: () => boolean;
  /** Whether letter keys walk. */
  readonly letters?: () => boolean;
  readonly onPerson?: (slot: number) => void;
  readonly onPlace?: (place: Place) => void;
}

/** Milliseconds between looks at a map where nothing moves: a tenth of the work, soon enough for a newcomer. */
const REST_MS = 100;
/** Milliseconds without a change after which the map rests. */
const AWAKE_MS = 1_500;
/** Pixels around a figure that count as a tap on it: with the figure, 44 px. */
const TAP_PIXELS = 22;
/** The most device pixels a pixel: sharper is not seen, and costs. */
const MOST_RATIO = 2.5;

export class MapView {
  readonly camera = new Camera();
  readonly #options: MapOptions;
  readonly #canvas = document.createElement("canvas");
  readonly #changes = new Changes();
  #undo: (() => void)[] = [];
  #square: Square | null = null;
  #ink: Ink | null = null;
  #backdrop: Backdrop | null = null;
  #picture: Picture = { people: [], labels: [], unfinished: false };
  #palette: Palette = LIGHT;
  #ratio = 1;
  #dirty = true;
  #last = 0;
  #changed = 0;
  #handle = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #arrived = false;

  constructor(options: MapOptions = {}) {
    this.#options = options;
  }

  /** Draws the square into an element from now on. */
  mount(element: HTMLElement, square: Square): void {
    this.#square = square;
    const context = this.#canvas.getContext("2d", { alpha: false });
    if (context === null) throw new Error("no 2D canvas here");
    this.#ink = new Ink(context, getComputedStyle(element).fontFamily || "sans-serif");
    this.#backdrop = new Backdrop(new Land(square.world));
    this.#dress(element);
    this.#listen(element, square);
    this.#restyle();
    this.#frame(performance.now());
  }

  /** Stops drawing and takes everything away. */
  dispose(): void {
    cancelAnimationFrame(this.#handle);
    clearTimeout(this.#timer);
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.#square?.steer(0, 0);
    this.#square = null;
    this.#canvas.remove();
  }

  #dress(element: HTMLElement): void {
    const { style } = this.#canvas;
    Object.assign(style, { display: "block", width: "100%", height: "100%", touchAction: "none", cursor: "pointer" });
    // Inside, so that the ring of the focus is seen whole.
    style.outlineOffset = "-4px";
    if (getComputedStyle(element).position === "static") element.style.position = "relative";
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute("role", "img");
    this.#canvas.setAttribute("aria-label", t("map.label"));
    element.append(this.#canvas);
  }

  #listen(element: HTMLElement, square: Square): void {
    const wish = (right: number, up: number) => this.#wish(right, up);
    const canvas = this.#canvas;
    this.#undo.push(
      attachKeyboard(canvas, { letters: this.#options.letters ?? (() => true), wish, other: (key) => this.#key(key) }),
      attachGestures(canvas, {
        tap: (x, y) => this.#tap(x, y),
        drag: (dx, dy) => this.#move(() => this.camera.drag(dx, dy)),
        zoom: (factor, x, y) => this.#move(() => this.camera.zoom(factor, x, y)),
      }),
      addControls(element, {
        zoom: (way) => this.#move(() => this.camera.zoom(ZOOM_STEP ** way)),
        home: () => this.#move(() => this.camera.home(square.own)),
        overview: () => this.#move(() => this.camera.overview()),
        pan: (east, north) => this.#move(() => this.camera.pan(east, north)),
      }),
      effect(() => {
        square.bubbles.value;
        square.me.value;
        square.walkingTo.value;
        this.#wake();
      }),
    );
    if (isTouch()) this.#undo.push(attachStick(element, { label: t("map.stick"), wish }));
    this.#observe(element);
  }

  /** Follows the size of the element and the theme of the page. */
  #observe(element: HTMLElement): void {
    const size = new ResizeObserver(() => this.#resize(element));
    size.observe(element);
    const theme = new MutationObserver(() => this.#restyle());
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-text", "lang"] });
    this.#undo.push(
      () => size.disconnect(),
      () => theme.disconnect(),
    );
    this.#resize(element);
  }

  #resize(element: HTMLElement): void {
    const { clientWidth: width, clientHeight: height } = element;
    this.#ratio = Math.min(MOST_RATIO, Math.max(1, devicePixelRatio));
    this.#canvas.width = Math.round(width * this.#ratio);
    this.#canvas.height = Math.round(height * this.#ratio);
    this.camera.resize(width, height);
    this.#wake();
  }

  #restyle(): void {
    const root = document.documentElement;
    this.#palette = root.dataset.theme === "dark" ? DARK : LIGHT;
    if (this.#ink !== null) this.#ink.zoom = Math.min(1.5, Number(root.dataset.text ?? 100) / 100);
    this.#wake();
  }

  // ---- acts of the person

  #wish(right: number, up: number): void {
    this.#square?.steer(right, up);
    if (right !== 0 || up !== 0) this.camera.following = true;
    this.#wake();
  }

  #key(key: string): boolean {
    if (key === "+" || key === "=") this.#move(() => this.camera.zoom(ZOOM_STEP));
    else if (key === "-") this.#move(() => this.camera.zoom(1 / ZOOM_STEP));
    else if (key === "Home") this.#move(() => this.#square && this.camera.home(this.#square.own));
    else if (key === "End") this.#move(() => this.camera.overview());
    else return false;
    return true;
  }

  #move(change: () => void): void {
    change();
    this.#wake();
  }

  /** A tap means the person, the name, or the ground under it, in this order. */
  #tap(x: number, y: number): void {
    this.#canvas.focus({ preventScroll: true });
    const person = this.#picture.people.find((one) => Math.hypot(one.x - x, one.y - y) <= TAP_PIXELS);
    if (person !== undefined && this.#options.onPerson !== undefined) {
      this.#options.onPerson(person.slot);
      return;
    }
    const place = this.#placeAt(x, y);
    if (place === null || this.#options.onPlace === undefined) this.#walk(place, this.camera.at(x, y));
    else this.#options.onPlace(place);
    this.#wake();
  }

  #walk(place: Place | null, point: Point): void {
    if (place === null) this.#square?.walkTo(point);
    else this.#square?.walkToPlace(place.id);
    this.camera.following = true;
  }

  #placeAt(x: number, y: number): Place | null {
    const hit = this.#picture.labels.find(
      (one) =>
        x >= one.x - 4 &&
        x <= one.x + one.width + 4 &&
        y >= one.y - 10 &&
        y <= one.y + one.height + 10 &&
        (one.label.kind === "place" || one.label.kind === "main" || one.label.kind === "station"),
    );
    if (hit === undefined || this.#square === null) return null;
    const places = [...this.#square.world.places.values()];
    return places.find((place) => place.ko === hit.label.text || place.en === hit.label.text) ?? null;
  }

  // ---- frames

  #wake(): void {
    this.#dirty = true;
    this.#changed = performance.now();
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#handle = requestAnimationFrame((now) => this.#frame(now));
  }

  #frame(now: number): void {
    const square = this.#square;
    if (square === null) return;
    square.frame(now);
    this.#arrive(square);
    const moved = this.camera.follow(square.own, now - this.#last, this.#still());
    this.#last = now;
    if (this.#changes.look(square, now) || moved || this.#dirty || this.#picture.unfinished) {
      this.#changed = now;
      this.#dirty = false;
      this.#paint(square, now);
    }
    if (now - this.#changed < AWAKE_MS) this.#handle = requestAnimationFrame((next) => this.#frame(next));
    else this.#timer = setTimeout(() => this.#look(), REST_MS);
  }

  #look(): void {
    this.#timer = undefined;
    this.#frame(performance.now());
  }

  /** The first picture shows where one stands. */
  #arrive(square: Square): void {
    if (this.#arrived || square.me.value === null) return;
    this.#arrived = true;
    this.camera.scale = this.camera.walkScale;
    this.camera.home(square.own);
  }

  #paint(square: Square, now: number): void {
    const context = this.#canvas.getContext("2d");
    if (context === null || this.#ink === null || this.#backdrop === null) return;
    this.#picture = paint(context, this.#ink, this.#backdrop, {
      square,
      camera: this.camera,
      palette: this.#palette,
      way: square.way,
      ratio: this.#ratio,
      now,
    });
  }

  #still(): boolean {
    return this.#options.reducedMotion?.() ?? document.documentElement.dataset.motion === "less";
  }
}
