/** The hall of a real page: its socket, clock, dice and storage handed to the engine. */
import { Api } from "../net/api";
import { newId, reload, remember, remembered, socketFactory } from "../net/page";
import type { Face } from "../protocol/messages";
import { type HallOptions, type OwnHall, openHall } from "./open";

/** Returns the hall of this page, already connecting; `dispose` ends it and lets go of the page. */
export function browserHall(
  id: string,
  face: Face,
  { api = new Api(), district }: { api?: HallOptions["api"]; district?: string } = {},
): OwnHall {
  const hall = openHall({
    id,
    face,
    ...(district === undefined ? {} : { district }),
    api,
    socketFactory,
    now: () => performance.now(),
    random: Math.random,
    newId,
    reload,
    reloaded: remembered(),
    opened: () => remember(null),
  });
  const online = () => hall.online();
  const seen = () => hall.visible(document.visibilityState === "visible");
  addEventListener("online", online);
  document.addEventListener("visibilitychange", seen);
  const dispose = hall.dispose.bind(hall);
  return Object.assign(hall, {
    dispose: () => {
      removeEventListener("online", online);
      document.removeEventListener("visibilitychange", seen);
      dispose();
    },
  });
}
