/** Mounts the 3D view of the square; the only entry of this folder, loaded lazily because it brings three. */

import type { Square } from "../square/square";
import type { MountedScene, SceneOptions } from "./view/options";
import { SceneView } from "./view/scene_view";

/** Draws the square into an element from now on; throws where there is no WebGL. */
export function mountScene(element: HTMLElement, square: Square, options: SceneOptions = {}): MountedScene {
  const view = new SceneView(element, square, options);
  if (options.debug) void import("./dev/hook").then(({ hook }) => hook(view));
  return view;
}
