/** What a line needs of the page that it stands in: sockets, ids, and a reload that is remembered. */
import type { SocketLike } from "./connection";

const RELOADED = "agora.reloaded";
const ID_BYTES = 12;

/** Returns sixteen letters that nobody guesses. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

export function socketFactory(path: string, subprotocol: string): SocketLike {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(url, subprotocol) as SocketLike;
}

/** The tab's own storage outlives a reload and nothing else; a tab that forbids it waits instead of reloading. */
export function remembered(): boolean {
  try {
    return sessionStorage.getItem(RELOADED) !== null;
  } catch {
    return true;
  }
}

export function remember(value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(RELOADED);
    else sessionStorage.setItem(RELOADED, value);
  } catch {
    // Forbidden storage: `remembered` says so, and no reload happens.
  }
}

export function reload(): void {
  remember("1");
  location.reload();
}
