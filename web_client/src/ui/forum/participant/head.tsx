/** The head of the page: how far the forum is, what runs, the title; listening and the size of letters. */
import { lazy, Suspense } from "preact/compat";
import { useState } from "preact/hooks";
import { t, withWords } from "../../../i18n/t";
import { duration } from "../../../i18n/time";
import type { HeadPart } from "../../../protocol/messages";
import { useBeat } from "../../base/hooks";
import { runningItem } from "../parts/agenda";
import { ForumIcon } from "../parts/forum_icon";
import { openBallot, useParticipant } from "./context";

const Settings = lazy(withWords(["dialogs"], async () => (await import("../../dialogs/settings")).SettingsDialog));
const VoiceBox = lazy(() => import("./voice_box"));

export function Head({ head }: { head: HeadPart }) {
  const { voice } = useParticipant();
  const [open, setOpen] = useState<"settings" | "sound" | null>(null);
  const toggle = (what: "settings" | "sound") => setOpen(open === what ? null : what);
  return (
    <header class="hall-head">
      <div class="hall-head-line">
        <p class="hall-now">
          <Phase head={head} />
        </p>
        <div class="row hall-head-buttons">
          {voice !== null && head.phase !== "planned" && head.phase !== "closed" && (
            <button type="button" class="button" aria-expanded={open === "sound"} onClick={() => toggle("sound")}>
              <ForumIcon name="sound" />
              {t("light.sound")}
            </button>
          )}
          <button type="button" class="button" onClick={() => toggle("settings")}>
            {t("settings.text")}
          </button>
        </div>
      </div>
      <h1>{head.title}</h1>
      <Suspense fallback={null}>
        {open === "settings" && <Settings onClose={() => setOpen(null)} />}
        {open === "sound" && <VoiceBox what="listen" />}
      </Suspense>
    </header>
  );
}

function Phase({ head }: { head: HeadPart }) {
  const { forum } = useParticipant();
  const ballot = openBallot(forum.parts.value.ballot?.ballot ?? null);
  const running = runningItem(forum.parts.value.agenda);
  if (head.phase === "paused") return <span class="chip now">{t("light.phase.paused")}</span>;
  if (head.cancelled) return <span class="chip">{t("light.phase.cancelled")}</span>;
  if (head.phase !== "open") return <span class="chip">{t(`light.phase.${head.phase}`)}</span>;
  if (ballot !== null) {
    return (
      <>
        <span class="chip now">{t("light.voting")}</span> <BallotTime endsAt={ballot.ends_at} />
      </>
    );
  }
  return (
    <>
      <span class="chip now">{t("light.phase.open")}</span>{" "}
      {running !== null && <span class="second">{`${running.n}. ${running.item.title}`}</span>}
    </>
  );
}

/** How long the voting stays open. */
export function BallotTime({ endsAt }: { endsAt: number }) {
  const { forum } = useParticipant();
  useBeat(1_000);
  const seconds = Math.ceil((endsAt - forum.serverNow()) / 1_000);
  if (seconds <= 0) return <strong>{t("light.voting.over")}</strong>;
  const minutes = Math.floor(seconds / 60);
  const time = minutes > 0 ? t("clock.length.minutes", { minutes, seconds: seconds % 60 }) : duration(seconds);
  return <strong class={seconds <= 30 ? "hall-hurry" : undefined}>{t("light.voting.left", { time })}</strong>;
}
