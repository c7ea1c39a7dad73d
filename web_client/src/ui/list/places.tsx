/** Places: where, who is there, and the way to get there. */
import { t } from "../../i18n/t";
import type { Place } from "../../world/world";
import { dialog, useSquare } from "../base/context";
import { whereabouts } from "../base/directions";
import { useBeat } from "../base/hooks";
import { Icon } from "../base/icons";
import { byDistance, crowdAt, placeIcon, placeName, wayTo } from "../base/place_words";
import { useSteady } from "./steady";
import { WayButton } from "./way";

/** What fits beside the other cards at 1366 by 768; all of them stand in the dialog. */
const FIRST = 10;

export function Places() {
  const square = useSquare();
  useBeat(1_000);
  const [all, list] = useSteady(byDistance(square.world, square.own), (place) => place.id);
  return (
    <section class="card fills" aria-labelledby="places" tabIndex={-1}>
      <div class="spread">
        <h2 id="places">{t("places.title")}</h2>
        <span class="quiet">{t("places.districts")}</span>
      </div>
      <ul class="rows" ref={list}>
        {all.slice(0, FIRST).map((place) => (
          <PlaceRow key={place.id} place={place} />
        ))}
      </ul>
      <div class="more">
        <button
          type="button"
          class="button text"
          onClick={() => {
            dialog.value = { kind: "find" };
          }}
        >
          {t("places.all", { n: all.length })}
        </button>
      </div>
    </section>
  );
}

export function PlaceRow({ place, onGone }: { place: Place; onGone?: () => void }) {
  const square = useSquare();
  // Rows render anew by themselves: the way offered changes as one comes near.
  useBeat(1_000);
  return (
    <li class="item">
      <Icon name={placeIcon(place)} />
      <div class="what">
        <span class="name">{placeName(place)}</span>
        <span class="where">
          {whereabouts(square.own, place)} · {crowdAt(square.here.value.places[place.id] ?? 0)}
        </span>
      </div>
      <div class="acts">
        <WayButton place={place} way={wayTo(place, square.own)} {...(onGone ? { onGone } : {})} />
      </div>
    </li>
  );
}
