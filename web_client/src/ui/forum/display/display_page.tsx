/**
 * The page of the big screen: opens its line without a session, and lets nothing of a person's own settings in.
 *
 *     /hall/<id>/screen?theme=dark&sound#venue=<key>
 */
import { useEffect, useMemo, useState } from "preact/hooks";
import { browserForum } from "../../../forum_client/browser";
import { t } from "../../../i18n/t";
import type { TicketAnswer, TicketQuestion } from "../../../protocol/http";
import { DIGEST } from "../../../protocol/messages";
import { api, TroubleError } from "../../base/api";
import { refusal } from "../../base/refusals";
import { wakeSound } from "../parts/cue_sounds";
import { Cues } from "../parts/cues";
import { LiveRegions } from "../parts/live";
import { screenKey } from "../parts/venue_code";
import { Display, NoDisplay } from "./display";
import "../parts/hall.css";
import "./screen.css";

/** Returns a ticket that looks at one forum. */
async function displayTicket(forum: string): Promise<string> {
  const path = `/api/forums/${encodeURIComponent(forum)}/screen`;
  const answer = await api.post<Partial<TicketAnswer>>(path, { digest: DIGEST } satisfies TicketQuestion);
  if (typeof answer?.ticket !== "string") throw new TroubleError(0, "offline", {});
  return answer.ticket;
}

/** A forum that is not there will not come: nobody knocks again. */
const GONE = "unknown_forum";

export default function DisplayPage({ id }: { id: string }) {
  const [gone, setGone] = useState(false);
  const forum = useMemo(() => {
    const ticket = () =>
      displayTicket(id).catch((error: unknown) => {
        setGone(error instanceof TroubleError && error.code === GONE);
        throw error;
      });
    return browserForum(id, "screen", { api: { ticket } });
  }, [id]);
  useEffect(() => () => forum.dispose(), [forum]);
  useEffect(() => {
    if (gone) forum.dispose();
  }, [forum, gone]);
  const query = new URLSearchParams(location.search);
  useLook(query.get("theme") === "dark" ? "dark" : "light");
  useAwake();
  const title = forum.parts.value.head?.title;
  useEffect(() => {
    document.title = title ? `${title} · ${t("screen.title")}` : t("screen.title");
  }, [title]);
  return (
    <>
      {gone ? <NoDisplay why={refusal(GONE)} /> : <Display forum={forum} venueKey={screenKey(location.hash)} />}
      {query.has("sound") && (
        <>
          <LiveRegions />
          <Cues forum={forum} />
          <Sound />
        </>
      )}
    </>
  );
}

/** A projector in a lit room stays light, whatever this machine is set to; dark by the clerk's choice. */
function useLook(theme: "light" | "dark"): void {
  useEffect(() => {
    const root = document.documentElement;
    const before = root.dataset.theme;
    root.dataset.theme = theme;
    return () => {
      if (before) root.dataset.theme = before;
    };
  }, [theme]);
}

/** Keeps the machine's display on; a browser that cannot is left as it is. */
function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const hold = async () => {
      if (document.visibilityState !== "visible") return;
      lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
    };
    void hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      document.removeEventListener("visibilitychange", hold);
      void lock?.release();
    };
  }, []);
}

/** Browsers let a page sound after the first touch or key: says so until then. */
function Sound() {
  const [awake, wake] = useState(false);
  useEffect(() => {
    const sleep = wakeSound();
    const touched = () => wake(true);
    addEventListener("pointerdown", touched, { once: true });
    addEventListener("keydown", touched, { once: true });
    return () => {
      sleep();
      removeEventListener("pointerdown", touched);
      removeEventListener("keydown", touched);
    };
  }, []);
  return awake ? null : <p class="screen-sound">{t("screen.sound")}</p>;
}
