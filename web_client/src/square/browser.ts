/** The square of a real page: its socket, clock, dice and storage handed to the engine. */
import { Api } from "../net/api";
import type { SocketLike } from "../net/connection";
import type { View } from "../protocol/messages";
import type { World } from "../world/world";
import { createSquare, type Engine } from "./create";
import type { Ground } from "./ground";

const RELOADED = "agora.reloaded";
const ID_BYTES = 12;

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

/** Returns sixteen letters that nobody guesses. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

function socketFactory(path: string, subprotocol: string): SocketLike {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(url, subprotocol) as SocketLike;
}

/** The tab's own storage outlives a reload and nothing else; a tab that forbids it waits instead of reloading. */
function remembered(): boolean {
  try {
    return sessionStorage.getItem(RELOADED) !== null;
  } catch {
    return true;
  }
}

function remember(value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(RELOADED);
    else sessionStorage.setItem(RELOADED, value);
  } catch {
    // Forbidden storage: `remembered` says so, and no reload happens.
  }
}

function reload(): void {
  remember("1");
  location.reload();
}
