/** What a mounted scene is told, and what it can do: shared by the view and the hand that moves it. */
import type { Level } from "./quality";

export interface SceneOptions {
  readonly reducedMotion?: boolean;
  /** "auto" (the default) watches the frame time. */
  readonly quality?: Level | "auto";
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
