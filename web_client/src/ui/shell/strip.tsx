/** The strip that tells about the connection; hidden while all is well. */
import { t } from "../../i18n/t";
import { duration } from "../../i18n/time";
import { useSquare } from "../base/context";
import { useBeat } from "../base/hooks";
import { Icon } from "../base/icons";
import { placeName } from "../base/place_words";
import { wide } from "../base/settings";
import { Inner } from "../parts/site";
import { rideSeconds } from "./ride";

export function Strip() {
  const square = useSquare();
  const line = square.line.value;
  const ridingTo = square.me.value?.ridingTo;
  return (
    <div role="status">
      {line.kind === "connecting" && <StripLine words={t("line.connecting")} />}
      {line.kind === "waiting" && <Waiting until={line.until} />}
      {line.kind === "open" && ridingTo && <Riding to={ridingTo} />}
    </div>
  );
}

/** On a narrow screen the list lies under the picture: the forum one stands in is named on top, with the way to it. */
export function ForumStrip() {
  const forum = useSquare().forum.value;
  const title = forum?.parts.value.head?.title;
  if (wide.value || !forum || !title) return null;
  return (
    <div class="strip">
      <Icon name="hall" />
      <strong class="grow">{title}</strong>
      <Inner to={`/hall/${forum.id}`} class="button" label={`${t("forums.go")}: ${title}`}>
        {t("forums.go")}
      </Inner>
    </div>
  );
}

function StripLine({ words }: { words: string }) {
  return (
    <p class="strip">
      <Icon name="clock" />
      {words}
    </p>
  );
}

function Waiting({ until }: { until: number }) {
  const square = useSquare();
  useBeat(1_000);
  const seconds = Math.ceil((until - performance.now()) / 1_000);
  return (
    <div class="strip">
      <Icon name="clock" />
      <span>{t("line.waiting")}</span>
      {/* The seconds are for the eye: a live region that counts would never stop talking. */}
      {seconds > 1 && <span aria-hidden="true">{t("line.waiting.time", { time: duration(seconds) })}</span>}
      <button type="button" class="button" onClick={() => square.again()}>
        {t("line.again")}
      </button>
    </div>
  );
}

/** Where the train goes and how long it takes; only the start is spoken, the seconds are for the eye. */
function Riding({ to }: { to: string }) {
  const square = useSquare();
  useBeat(1_000);
  const seconds = rideSeconds(square.world.rail, square.own, to);
  const station = square.world.places.get(to);
  const place = station ? placeName(station) : "…";
  return (
    <p class="strip">
      <Icon name="train" />
      <span class="unseen">{t("where.riding", { place })}</span>
      <span aria-hidden="true">
        {seconds > 3 ? t("strip.riding", { place, time: duration(seconds) }) : t("strip.riding.soon", { place })}
      </span>
    </p>
  );
}
