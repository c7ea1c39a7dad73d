/** Where I am: a sentence with the place, the direction I face and what is ahead; and what my body can do. */
import { language, t } from "../../i18n/t";
import { Gait } from "../../protocol/messages";
import { bearing, turn } from "../../world/geometry";
import type { Place } from "../../world/world";
import { dialog, useSquare } from "../base/context";
import { compass, distance } from "../base/directions";
import { useBeat } from "../base/hooks";
import { act } from "../base/notices";
import { placeName } from "../base/place_words";
import { Menu } from "../parts/menu";

/** Within 30 degrees either side of where one looks, and 300 m: near enough to be "ahead". */
const AHEAD = Math.PI / 6;
const SIGHT = 300;

function ahead(
  places: Iterable<Place>,
  own: { x: number; y: number; heading: number },
  at: Place | null,
): Place | null {
  let best: Place | null = null;
  let least = SIGHT;
  for (const place of places) {
    const metres = Math.hypot(place.x - own.x, place.y - own.y);
    const off = turn(bearing(own.x, own.y, place.x, place.y) - own.heading + Math.PI) - Math.PI;
    if (place.id !== at?.id && metres < least && Math.abs(off) < AHEAD) {
      best = place;
      least = metres;
    }
  }
  return best;
}

/** Words where one is; recomputed twice a second, spoken only when asked for. */
function useSentence(): { place: string; rest: string } {
  useBeat(500);
  const square = useSquare();
  const { own } = square;
  const at = square.at.value;
  const me = square.me.value;
  const walk = square.walkingTo.value;
  const place = at ? placeName(at) : t("where.square");
  const facing = compass(own.heading);
  if (me?.ridingTo) return { place, rest: t("where.riding", { place: nameOf(square.world.places.get(me.ridingTo)) }) };
  if (walk)
    return {
      place,
      rest: t("where.walking", {
        name: walk.name || t("where.there"),
        distance: distance(Math.hypot(walk.point.x - own.x, walk.point.y - own.y)),
      }),
    };
  const sitting = (own.state & 7) === Gait.SIT || me?.posture === "sit";
  const front = ahead(square.world.places.values(), own, at);
  const pose = t(sitting ? "where.sitting" : "where.standing", { direction: facing });
  const next = front
    ? t("where.ahead", { name: placeName(front), distance: distance(Math.hypot(front.x - own.x, front.y - own.y)) })
    : "";
  return { place, rest: `${pose} ${next}`.trim() };
}

const nameOf = (place: Place | undefined) => (place ? placeName(place) : "…");

export function Whereabouts() {
  const square = useSquare();
  const { place, rest } = useSentence();
  const me = square.me.value;
  const at = square.at.value;
  return (
    <section class="card stack-tight" aria-labelledby="here" lang={language.value}>
      <div class="spread">
        <h2 id="here">{t("where.title")}</h2>
        {at && (
          <button
            type="button"
            class="button text"
            onClick={() => {
              dialog.value = { kind: "place", place: at.id };
            }}
          >
            {t("place.about")}
          </button>
        )}
      </div>
      <p id="here-words">
        <strong>{place}.</strong> {rest}
      </p>
      {me && me.mutedUntil > square.serverNow() && <p class="second">{t("where.muted")}</p>}
      <Acts />
    </section>
  );
}

/** What my body can do now. */
function Acts() {
  const square = useSquare();
  const me = square.me.value;
  const walking = square.walkingTo.value;
  const sitting = me?.posture === "sit";
  return (
    <div class="acts-row">
      {walking && !me?.following ? (
        <button type="button" class="button" onClick={() => square.stop()}>
          {t("act.stop")}
        </button>
      ) : null}
      {me?.following && (
        <button
          type="button"
          class="button"
          onClick={() => {
            square.stop();
            void act(square.follow(null));
          }}
        >
          {t("act.unfollow")}
        </button>
      )}
      <button
        type="button"
        class="button"
        aria-pressed={me?.hand ?? false}
        onClick={() => void act(square.raiseHand(!me?.hand))}
      >
        {t(me?.hand ? "act.hand.down" : "act.hand.up")}
      </button>
      <button type="button" class="button" onClick={() => void act(square.pose(sitting ? "stand" : "sit"))}>
        {t(sitting ? "act.stand" : "act.sit")}
      </button>
      <Gestures />
      <button
        type="button"
        class="button"
        aria-pressed={me?.quiet ?? false}
        onClick={() =>
          void act(square.change({ quiet: !me?.quiet }), t(me?.quiet ? "act.quiet.off.done" : "act.quiet.done"))
        }
      >
        {t("act.quiet")}
      </button>
    </div>
  );
}

/** Short gestures, in a menu: three more buttons would crowd a phone. */
export function Gestures() {
  const square = useSquare();
  const items = (["wave", "clap", "nod"] as const).map((emote) => ({
    words: t(`act.${emote}`),
    run: () => void act(square.gesture(emote)),
  }));
  return (
    <Menu items={items} label={t("act.gestures")}>
      {t("act.gestures")}
    </Menu>
  );
}
