/** Mounts the 3D view of the square; the only entry of this folder, loaded lazily because it brings three. */
import type { Square } from "../square/square";
import type { Tongue } from "./labels/sources";
import type { Level } from "./view/quality";
import { SceneView } from "./view/scene_view";
import type { SceneWords } from "./view/words";

export interface SceneOptions {
  readonly reducedMotion?: boolean;
  /** "auto" (the default) watches the frame time. */
  readonly quality?: Level | "auto";
  /** Other words than those of the language. */
  readonly words?: SceneWords;
  /** The language in use, read while it runs; Korean without it. */
  readonly language?: () => Tongue;
  /** Whether letter keys walk. */
  readonly letters?: () => boolean;
  /** A person was pressed: the participant's id. */
  readonly onPerson?: (participant: string) => void;
  /** A place's label was pressed; without it one walks there. */
  readonly onPlace?: (id: string) => void;
  /** The graphics context is gone for good: show the map instead. */
  readonly onLost?: () => void;
  /** Puts the hook of dev/hook.ts at `window.__agoraScene` and marks frames in the performance timeline. */
  readonly debug?: boolean;
}

export interface SceneStats {
  readonly calls: number;
  readonly triangles: number;
  readonly people: number;
  readonly geometries: number;
  readonly textures: number;
  readonly quality: Level;
  readonly built: boolean;
  /** Milliseconds of script a frame, without the driver's drawing. */
  readonly script: { readonly mean: number; readonly p95: number };
  /** The same with `renderer.render`. */
  readonly frame: { readonly mean: number; readonly p95: number };
}

export interface MountedScene {
  dispose(): void;
  setQuality(level: Level | "auto"): void;
  setReducedMotion(on: boolean): void;
  stats(): SceneStats;
  zoomIn(): void;
  zoomOut(): void;
  turnLeft(): void;
  turnRight(): void;
  /** Switches the overview, or sets it; returns whether it is on. */
  overview(on?: boolean): boolean;
  /** Where the camera looks, radians clockwise from north. */
  heading(): number;
}

/** Draws the square into an element from now on; throws where there is no WebGL. */
export function mountScene(element: HTMLElement, square: Square, options: SceneOptions = {}): MountedScene {
  const view = new SceneView(element, square, options);
  if (options.debug) void import("./dev/hook").then(({ hook }) => hook(view));
  return view;
}
