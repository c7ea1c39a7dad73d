/** The square of a real page: its socket, clock, dice and storage handed to the engine. */
import { Api } from "../net/api";
import { newId, reload, remember, remembered, socketFactory } from "../net/page";
import type { View } from "../protocol/messages";
import type { World } from "../world/world";
import { createSquare, type Engine } from "./create";
import type { Ground } from "./ground";

/** Returns the square of this page, already connecting; `dispose` ends it and lets go of the page. */
export function browserSquare(
  world: World,
  ground: Ground,
  view: View,
  { api = new Api(), letGo }: { api?: Api; letGo?: () => void } = {},
): Engine {
  const engine = createSquare({
    api,
    world,
    ground,
    view,
    socketFactory,
    now: () => performance.now(),
    random: Math.random,
    newId,
    reload,
    reloaded: remembered(),
    opened: () => remember(null),
    ...(letGo ? { letGo } : {}),
  });
  addEventListener("online", () => engine.online());
  return engine;
}
