/** The drawn views, loaded when first wanted: three and the map stay out of the first load. */

import { effect } from "@preact/signals";
import { words } from "../../i18n/t";
import type { View } from "../../protocol/messages";
import type { Square } from "../../square/square";
import { dialog } from "../base/context";
import { lessMotion, shortcuts } from "../base/settings";

export type Dispose = () => void;

const calm = () => lessMotion.value || matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Opens what one can do about the person of a slot, once the server said who it is. */
function openPerson(square: Square, slot: number | undefined): void {
  const person = slot === undefined ? undefined : square.crowd.person(slot);
  if (person) dialog.value = { kind: "person", person };
}

function openPlace(place: string): void {
  dialog.value = { kind: "place", place };
}

async function mountSpace(element: HTMLElement, square: Square, onFail: () => void): Promise<Dispose> {
  const [{ mountScene }] = await Promise.all([import("../../scene/mount"), words("scene")]);
  const debug = /[?#&]debug\b/.test(location.search + location.hash);
  const scene = mountScene(element, square, {
    reducedMotion: calm(),
    letters: () => shortcuts.value,
    onPerson: (participant) => openPerson(square, square.crowd.bySlot(participant)),
    onPlace: openPlace,
    onLost: onFail,
    debug,
  });
  const still = effect(() => scene.setReducedMotion(calm()));
  return () => {
    still();
    scene.dispose();
  };
}

async function mountMap(element: HTMLElement, square: Square): Promise<Dispose> {
  const [{ MapView }] = await Promise.all([import("../../map/map_view"), words("map")]);
  const map = new MapView({
    reducedMotion: calm,
    letters: () => shortcuts.value,
    onPerson: (slot) => openPerson(square, slot),
    onPlace: (place) => openPlace(place.id),
  });
  map.mount(element, square);
  return () => map.dispose();
}

/** Draws a view into an element; rejects where it cannot be drawn, calls `onFail` where it no longer can. */
export function mountView(
  view: Exclude<View, "list">,
  element: HTMLElement,
  square: Square,
  onFail: () => void,
): Promise<Dispose> {
  return view === "space" ? mountSpace(element, square, onFail) : mountMap(element, square);
}
