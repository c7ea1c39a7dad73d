/** The light page of one forum: attends with a session, reads without one. */
import { signal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { OwnForum } from "../../../forum_client/open";
import { t } from "../../../i18n/t";
import type { ForumView } from "../../../protocol/messages";
import { getDoor } from "../../base/api";
import { useLoaded } from "../../base/hooks";
import { whyNot } from "../../base/refusals";
import { wakeSound } from "../parts/cue_sounds";
import { makeDrafts, type Participant, ParticipantProvider, type Tab } from "./context";
import { Room } from "./room";
import { VoiceDoor } from "./voice_door";

/** Opens the forum: as oneself, or as a display, which only looks and needs no session. */
export type OpenFace = (face: ForumView, district: string) => OwnForum;

/** What outlives a change of the session. */
const makeShared = () => ({
  tab: signal<Tab>("floor"),
  dock: signal<HTMLElement | null>(null),
  joining: signal(false),
  district: signal(""),
  drafts: makeDrafts(),
});

export function ParticipantPage({ open }: { open: OpenFace }) {
  const [again, setAgain] = useState(0);
  const [left, setLeft] = useState(false);
  const door = useLoaded(getDoor, again);
  const shared = useMemo(makeShared, []);
  const [participant, setParticipant] = useState<Participant | null>(null);
  useEffect(wakeSound, []);
  const answer = door.state === "ready" ? door.value : null;
  useEffect(() => {
    if (answer === null || left) return;
    const reader = answer.me === null;
    const forum = open(reader ? "screen" : "light", shared.district.peek());
    const voice = new VoiceDoor(forum);
    const leave = () => {
      forum.leave();
      setLeft(true);
    };
    setParticipant({ ...shared, forum, reader, voice, leave, comeIn: () => setAgain((n) => n + 1) });
    return () => {
      voice.dispose();
      forum.dispose();
    };
  }, [answer, left, open, shared]);
  if (left) return <Left onBack={() => setLeft(false)} />;
  if (door.state === "failed") return <Failed words={whyNot(door.trouble)} onAgain={() => setAgain((n) => n + 1)} />;
  if (participant === null) {
    return (
      <main class="hall-body" id="main" aria-busy="true">
        <p role="status">{t("light.coming_in")}</p>
      </main>
    );
  }
  return (
    <ParticipantProvider value={participant}>
      <Room />
    </ParticipantProvider>
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
