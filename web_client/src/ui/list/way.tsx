/** The button that leads to a place: on foot, by light rail, or at once. */
import { t } from "../../i18n/t";
import type { Square } from "../../square/square";
import type { Place } from "../../world/world";
import { dialog, useSquare } from "../base/context";
import { act, tell } from "../base/notices";
import { placeName, type Way } from "../base/place_words";

/** Goes a way; resolves to whether one is under way or there. */
export async function go(square: Square, place: Place, way: Way): Promise<boolean> {
  if (way === "board") {
    dialog.value = { kind: "ride", from: place.id };
    return false;
  }
  if (way === "goto") return act(square.goto(place.id), t("place.arrived", { place: placeName(place) }));
  if (square.walkToPlace(place.id)) return true;
  // No way on foot from here, say out of a zone's corner: go at once rather than leave the person standing.
  tell("info", t("place.no_way", { place: placeName(place) }));
  return act(square.goto(place.id));
}

export function WayButton({
  place,
  onGone,
  way,
  filled,
}: {
  place: Place;
  onGone?: () => void;
  way: Way;
  filled?: boolean;
}) {
  const square = useSquare();
  const words = t(`way.${way}`);
  return (
    <button
      type="button"
      class={filled ? "button filled" : "button"}
      aria-label={`${placeName(place)}: ${words}`}
      onClick={async () => {
        onGone?.();
        await go(square, place, way);
      }}
    >
      {words}
    </button>
  );
}
