/** What a hand does to the scene: keys, taps, drags, stick and buttons become walking, choosing and looking. */
import { type PerspectiveCamera, Raycaster, Vector2, Vector3 } from "three";
import { t } from "../../i18n/t";
import { attachGestures } from "../../input/gestures";
import { attachKeyboard } from "../../input/keyboard";
import { attachStick, isTouch } from "../../input/stick";
import type { CrowdStore, Square } from "../../square/square";
import type { Standing } from "../people/people";
import { addButtons } from "./buttons";
import type { Rig } from "./camera";
import type { SceneOptions } from "./options";
import { groundHit, pixelsFromLine, wishInWorld } from "./pick";
import type { Stage } from "./stage";

/** Pixels around a person that count as a tap on it: with the figure, 44 px. */
const TAP_PIXELS = 22;
/** Metres over the ground between which a figure is hit: from the shins to the crown. */
const SHINS = 0.3;
const CROWN = 1.6;
/** Radians of orbit a pixel of drag. */
const DRAG = 0.0052;

/** What the hand may do with the camera. */
export interface Looking {
  zoomIn(): void;
  zoomOut(): void;
  turnLeft(): void;
  turnRight(): void;
  overview(on?: boolean): boolean;
}

/** What the hand must see of the picture under it. */
export interface Picture extends Looking {
  readonly canvas: HTMLCanvasElement;
  readonly camera: PerspectiveCamera;
  readonly rig: Rig;
  readonly stage: Stage;
  readonly size: readonly [number, number];
  readonly crowd: CrowdStore;
  /** The place whose label lies under a point of the screen. */
  placeAt(x: number, y: number): string | null;
  /** Names the person under the mouse, wherever it stands. */
  hover(slot: number | null): void;
}

export class Hand {
  readonly #element: HTMLElement;
  readonly #picture: Picture;
  readonly #square: Square;
  readonly #options: SceneOptions;
  readonly #ray = new Raycaster();
  readonly #pointer = new Vector2();
  readonly #point = new Vector3();
  readonly #at: Standing = { x: 0, y: 0, z: 0 };
  readonly #undo: (() => void)[] = [];
  #spoken: (() => void)[] = [];

  constructor(element: HTMLElement, picture: Picture, square: Square, options: SceneOptions) {
    this.#element = element;
    this.#picture = picture;
    this.#square = square;
    this.#options = options;
    const { canvas, rig } = picture;
    this.#undo.push(
      attachKeyboard(canvas, {
        letters: options.letters ?? (() => true),
        wish: this.#wish,
        other: (key) => this.#key(key),
      }),
      attachGestures(canvas, {
        tap: (x, y) => this.#tap(x, y),
        drag: (dx, dy) => rig.orbit(-dx * DRAG, dy * DRAG * 0.7, performance.now()),
        zoom: (factor) => rig.zoom(1 / factor),
        hover: (x, y) => picture.hover(this.#personAt(x, y)),
      }),
    );
    this.name();
  }

  readonly #wish = (right: number, up: number): void => {
    this.#square.steer(...wishInWorld(right, up, this.#picture.rig.heading));
  };

  /** Names buttons and stick in the language in use, also once more. */
  name(): void {
    for (const undo of this.#spoken) undo();
    const { rig } = this.#picture;
    this.#spoken = [addButtons(this.#element, this.#picture, rig.overview)];
    if (isTouch()) this.#spoken.push(attachStick(this.#element, { label: t("scene.stick"), wish: this.#wish }));
  }

  #key(key: string): boolean {
    const picture = this.#picture;
    if (key === "+" || key === "=") picture.zoomIn();
    else if (key === "-") picture.zoomOut();
    else if (key === "," || key === "<") picture.turnLeft();
    else if (key === "." || key === ">") picture.turnRight();
    else if (key === "Home") picture.overview(false);
    else if (key === "End") picture.overview(true);
    else return false;
    return true;
  }

  /** A tap means the name, the person, or the ground under it, in this order. */
  #tap(x: number, y: number): void {
    this.#picture.canvas.focus({ preventScroll: true });
    const place = this.#picture.placeAt(x, y);
    if (place !== null) {
      if (this.#options.onPlace) this.#options.onPlace(place);
      else this.#square.walkToPlace(place);
      return;
    }
    const slot = this.#personAt(x, y);
    const person = slot === null ? undefined : this.#picture.crowd.person(slot);
    if (person && this.#options.onPerson) this.#options.onPerson(person.participant);
    else this.#walk(x, y);
  }

  #walk(x: number, y: number): void {
    const { half } = this.#picture.stage;
    const hit = this.#groundAt(x, y);
    if (hit) this.#square.walkTo({ x: hit[0] + half, y: half - hit[1] });
  }

  #groundAt(x: number, y: number): readonly [number, number] | null {
    const { size, camera, stage } = this.#picture;
    this.#ray.setFromCamera(this.#pointer.set((x / size[0]) * 2 - 1, 1 - (y / size[1]) * 2), camera);
    const { origin, direction } = this.#ray.ray;
    return groundHit(origin.toArray(), direction.toArray(), (gx, gz) => stage.height(gx, gz));
  }

  /** Returns where a height over the spot in hand shows; null behind the eye. */
  #pixel(over: number): readonly [number, number] | null {
    const { size, camera } = this.#picture;
    const point = this.#point.set(this.#at.x, this.#at.y + over, this.#at.z).project(camera);
    return point.z < 1 ? [(point.x * 0.5 + 0.5) * size[0], (0.5 - point.y * 0.5) * size[1]] : null;
  }

  #personAt(x: number, y: number): number | null {
    const { rig, stage, crowd } = this.#picture;
    if (rig.flight > 0.5) return null;
    let best: number | null = null;
    let least = TAP_PIXELS;
    crowd.each(performance.now(), (slot, pose) => {
      stage.stand(pose.x - stage.half, stage.half - pose.y, pose.state & 7, this.#at);
      const low = this.#pixel(SHINS);
      const high = this.#pixel(CROWN);
      if (low === null || high === null) return;
      const off = pixelsFromLine(x, y, low, high);
      if (off < least) [best, least] = [slot, off];
    });
    return best;
  }

  dispose(): void {
    for (const undo of [...this.#spoken, ...this.#undo]) undo();
    this.#square.steer(0, 0);
  }
}
