/** A place with its facts and ways; its link and QR code; and the light rail's stations. */
import { t } from "../../i18n/t";
import type { Place } from "../../world/world";
import { qrPath } from "../base/api";
import { dialog, useSquare } from "../base/context";
import { whereabouts } from "../base/directions";
import { useBeat } from "../base/hooks";
import { Icon } from "../base/icons";
import { act, tell } from "../base/notices";
import { crowdAt, districtName, isStation, placeFacts, placeName, waysTo } from "../base/place_words";
import { WayButton } from "../list/way";
import { Dialog } from "../parts/dialog";

export function PlaceDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const square = useSquare();
  const place = square.world.places.get(id);
  useBeat(1_000);
  if (!place) return null;
  const foot = (
    <>
      <button
        type="button"
        class="button"
        onClick={() => {
          dialog.value = { kind: "share", place: id };
        }}
      >
        {t("share.open")}
      </button>
      {waysTo(place, square.own).map((way, index, all) => (
        <WayButton key={way} place={place} way={way} onGone={onClose} filled={index === all.length - 1} />
      ))}
    </>
  );
  return (
    <Dialog title={placeName(place)} onClose={onClose} foot={foot}>
      <p class="quiet">
        {districtName(square.world, place)} · {whereabouts(square.own, place)} ·{" "}
        {crowdAt(square.here.value.places[id] ?? 0)}
      </p>
      <ul class="dots stack-tight facts">
        {placeFacts(place).map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </Dialog>
  );
}

export function ShareDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const place = useSquare().world.places.get(id);
  if (!place) return null;
  const address = `${location.origin}/p/${id}`;
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => tell("good", t("share.copied")),
      () => tell("bad", t("share.not_copied")),
    );
  const foot = (
    <>
      <button type="button" class="button" onClick={() => print()}>
        {t("share.print")}
      </button>
      <button type="button" class="button filled" onClick={() => void copy()}>
        {t("share.copy")}
      </button>
    </>
  );
  return (
    <Dialog title={t("share.title", { place: placeName(place) })} onClose={onClose} foot={foot}>
      <img class="qr" src={qrPath(id)} width="232" height="232" alt={t("share.qr", { place: placeName(place) })} />
      <p class="address">{address}</p>
    </Dialog>
  );
}

export function RideDialog({ from, onClose }: { from: string; onClose: () => void }) {
  const square = useSquare();
  const stations = [...square.world.places.values()].filter(isStation);
  const ride = (to: Place) => {
    onClose();
    void act(square.ride(to.id), t("ride.on", { place: placeName(to) }));
  };
  return (
    <Dialog title={t("ride.title")} onClose={onClose}>
      <p>{t("ride.what")}</p>
      <ol class="rows">
        {stations.map((station) => (
          <li class="item" key={station.id}>
            <Icon name="train" />
            <div class="what">
              <span class="name">{placeName(station)}</span>
              <span class="where">
                {station.id === from ? t("ride.here") : crowdAt(square.here.value.places[station.id] ?? 0)}
              </span>
            </div>
            {station.id !== from && (
              <button
                type="button"
                class="button"
                aria-label={t("ride.to", { place: placeName(station) })}
                onClick={() => ride(station)}
              >
                {t("ride.do")}
              </button>
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
