/** The drawn views, loaded when first wanted: three and the map stay out of the first load. */
import type { View } from "../protocol/messages";
import type { Square } from "../square/square";
import { lessMotion } from "./settings";

export type Dispose = () => void;

async function mountSpace(element: HTMLElement, square: Square): Promise<Dispose> {
  const { mountScene } = await import("../scene/mount");
  const reducedMotion = lessMotion.value || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scene = mountScene(element, square, { reducedMotion });
  return () => scene.dispose();
}

async function mountMap(element: HTMLElement, square: Square): Promise<Dispose> {
  const { MapView } = await import("../map/map_view");
  const map = new MapView();
  map.mount(element, square);
  return () => map.dispose();
}

/** Draws a view into an element; rejects where it cannot be drawn. */
export function mountView(view: Exclude<View, "list">, element: HTMLElement, square: Square): Promise<Dispose> {
  return view === "space" ? mountSpace(element, square) : mountMap(element, square);
}
