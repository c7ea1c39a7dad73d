/**
 * The page of the big screen: opens its line without a session, and lets nothing of a person's own settings in.
 *
 *     /hall/<id>/screen?theme=dark&sound#venue=<key>
 */
import { useEffect, useMemo, useState } from "preact/hooks";
import { browserHall } from "../../../hall/browser";
import { t } from "../../../i18n/t";
import { DIGEST } from "../../../protocol/messages";
import { api, TroubleError } from "../../api";
import { refusal } from "../../refusals";
import { wakeSound } from "../parts/cue_sounds";
import { Cues } from "../parts/cues";
import { LiveRegions } from "../parts/live";
import { screenKey } from "../parts/venue_code";
import { NoScreen, Screen } from "./screen";
import "../parts/hall.css";
import "./screen.css";

/** Returns a ticket that looks at one forum. */
async function screenTicket(forum: string): Promise<string> {
  const path = `/api/forums/${encodeURIComponent(forum)}/screen`;
  const answer = await api.post<{ ticket?: unknown }>(path, { digest: DIGEST });
  if (typeof answer?.ticket !== "string") throw new TroubleError(0, "offline", {});
  return answer.ticket;
}

/** A forum that is not there will not come: nobody knocks again. */
const GONE = "unknown_forum";

export default function ScreenPage({ id }: { id: string }) {
  const [gone, setGone] = useState(false);
  const hall = useMemo(() => {
    const ticket = () =>
      screenTicket(id).catch((error: unknown) => {
        setGone(error instanceof TroubleError && error.code === GONE);
        throw error;
      });
    return browserHall(id, "screen", { api: { ticket } });
  }, [id]);
  useEffect(() => () => hall.dispose(), [hall]);
  useEffect(() => {
    if (gone) hall.dispose();
  }, [hall, gone]);
  const query = new URLSearchParams(location.search);
  useLook(query.get("theme") === "dark" ? "dark" : "light");
  useAwake();
  const title = hall.parts.value.head?.title;
  useEffect(() => {
    document.title = title ? `${title} · ${t("screen.title")}` : t("screen.title");
  }, [title]);
  return (
    <>
      {gone ? <NoScreen why={refusal(GONE)} /> : <Screen hall={hall} venueKey={screenKey(location.hash)} />}
      {query.has("sound") && (
        <>
          <LiveRegions />
          <Cues hall={hall} />
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
