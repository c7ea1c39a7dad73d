/** What browser tests and an eye may ask of the running scene; loaded only where the page was opened with `?debug`. */

import { koreanHour } from "../view/light";
import type { MountedScene } from "../view/options";
import type { SceneView } from "../view/scene_view";
import { throng } from "./throng";

/**
 * `window.__agoraScene`, there once the view is mounted with `debug`:
 * - everything of `MountedScene`: `stats()` gives `{calls, triangles, people, geometries, textures, quality, built,
 *   script, frame}`; `script` and `frame` are `{mean, p95}` in milliseconds without and with `renderer.render`, over
 *   the last 120 frames; the timeline holds the last frame as the measures "scene script" and "scene frame".
 * - `fill(count, metres = 40)`: puts that many people who are not there (4,000 at most) about the own avatar, for
 *   measuring; `fill(0)` takes them away. The server never hears of them.
 * - `hour(h)`: the light of that hour of today in Korea, 0 to 24; also by `?debug&hour=21.5` in the address.
 * - `look(degrees, metres?, pitchDegrees?)`: turns the camera, clockwise from north.
 * - `loseContext()` and `restoreContext()`: what a browser does to a page in need of graphics memory.
 */
export interface SceneHook extends MountedScene {
  readonly view: SceneView;
  fill(count: number, metres?: number): void;
  hour(h: number): void;
  look(degrees: number, metres?: number, pitchDegrees?: number): void;
  loseContext(): void;
  restoreContext(): void;
}

declare global {
  interface Window {
    __agoraScene?: SceneHook;
  }
}

const RADIANS = Math.PI / 180;

/** Puts the hook at `window.__agoraScene`. */
export function hook(view: SceneView): SceneHook {
  const made = acts(view);
  const query = new URLSearchParams(location.search);
  if (query.has("hour")) made.hour(Number(query.get("hour")));
  window.__agoraScene = made;
  return made;
}

function acts(view: SceneView): SceneHook {
  const { crowd } = view;
  const loss = view.renderer.getContext().getExtension("WEBGL_lose_context");
  return {
    view,
    dispose: () => view.dispose(),
    setQuality: (level) => view.setQuality(level),
    setReducedMotion: (on) => view.setReducedMotion(on),
    stats: () => view.stats(),
    zoomIn: () => view.zoomIn(),
    zoomOut: () => view.zoomOut(),
    turnLeft: () => view.turnLeft(),
    turnRight: () => view.turnRight(),
    overview: (on) => view.overview(on),
    heading: () => view.heading(),
    fill: (count, metres = 40) => {
      const { x, y } = view.square.own;
      view.crowd = count > 0 ? throng(crowd, count, x, y, metres) : crowd;
    },
    hour: (h) => {
      view.clockShift = 0;
      view.clockShift = (h - koreanHour(view.now())) * 3_600_000;
    },
    look: (degrees, metres, pitchDegrees) =>
      view.rig.lookAlong(degrees * RADIANS, metres, pitchDegrees === undefined ? undefined : pitchDegrees * RADIANS),
    loseContext: () => loss?.loseContext(),
    restoreContext: () => loss?.restoreContext(),
  };
}
