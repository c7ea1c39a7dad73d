/** The forum client of a real page: its socket, clock, dice and storage handed to the engine. */
import { Api } from "../net/api";
import { newId, reload, remember, remembered, socketFactory } from "../net/page";
import type { ForumView } from "../protocol/messages";
import { type ForumOptions, type OwnForum, openForum } from "./open";

/** Returns the forum client of this page, already connecting; `dispose` ends it and lets go of the page. */
export function browserForum(
  id: string,
  face: ForumView,
  { api = new Api(), district }: { api?: ForumOptions["api"]; district?: string } = {},
): OwnForum {
  const forum = openForum({
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
  const online = () => forum.online();
  const seen = () => forum.visible(document.visibilityState === "visible");
  addEventListener("online", online);
  document.addEventListener("visibilitychange", seen);
  const dispose = forum.dispose.bind(forum);
  return Object.assign(forum, {
    dispose: () => {
      removeEventListener("online", online);
      document.removeEventListener("visibilitychange", seen);
      dispose();
    },
  });
}
