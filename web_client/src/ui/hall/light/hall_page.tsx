/** The light page of one forum: attends with a session, reads without one. */
import { signal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { OwnHall } from "../../../hall/open";
import { t } from "../../../i18n/t";
import type { Face } from "../../../protocol/messages";
import { getDoor } from "../../api";
import { useLoaded } from "../../hooks";
import { whyNot } from "../../refusals";
import { wakeSound } from "../parts/cue_sounds";
import { type Light, LightProvider, makeDrafts, type Tab } from "./light";
import { Room } from "./room";
import { VoiceDoor } from "./voice_door";

/** Opens the hall: as oneself, or as a screen, which only looks and needs no session. */
export type OpenFace = (face: Face, district: string) => OwnHall;

/** What outlives a change of the session. */
const makeShared = () => ({
  tab: signal<Tab>("floor"),
  dock: signal<HTMLElement | null>(null),
  joining: signal(false),
  district: signal(""),
  drafts: makeDrafts(),
});

export function HallPage({ open }: { open: OpenFace }) {
  const [again, setAgain] = useState(0);
  const [left, setLeft] = useState(false);
  const door = useLoaded(getDoor, again);
  const shared = useMemo(makeShared, []);
  const [light, setLight] = useState<Light | null>(null);
  useEffect(wakeSound, []);
  const answer = door.state === "ready" ? door.value : null;
  useEffect(() => {
    if (answer === null || left) return;
    const reader = answer.me === null;
    const hall = open(reader ? "screen" : "light", shared.district.peek());
    const voice = new VoiceDoor(hall);
    const leave = () => {
      hall.leave();
      setLeft(true);
    };
    setLight({ ...shared, hall, reader, voice, leave, comeIn: () => setAgain((n) => n + 1) });
    return () => {
      voice.dispose();
      hall.dispose();
    };
  }, [answer, left, open, shared]);
  if (left) return <Left onBack={() => setLeft(false)} />;
  if (door.state === "failed") return <Failed words={whyNot(door.trouble)} onAgain={() => setAgain((n) => n + 1)} />;
  if (light === null) {
    return (
      <main class="hall-body" id="main" aria-busy="true">
        <p role="status">{t("light.coming_in")}</p>
      </main>
    );
  }
  return (
    <LightProvider value={light}>
      <Room />
    </LightProvider>
  );
}

function Left({ onBack }: { onBack: () => void }) {
  return (
    <main class="hall-body" id="main">
      <h1>{t("light.left")}</h1>
      <p>{t("light.left.words")}</p>
      <button type="button" class="button filled main" onClick={onBack}>
        {t("light.left.back")}
      </button>
      <p>
        <a href="/">{t("light.square")}</a>
      </p>
    </main>
  );
}

function Failed({ words, onAgain }: { words: string; onAgain: () => void }) {
  return (
    <main class="hall-body" id="main">
      <h1>{t("light.failed")}</h1>
      <p role="alert">{words}</p>
      <button type="button" class="button filled main" onClick={onAgain}>
        {t("line.again")}
      </button>
    </main>
  );
}
