/** The clerk's machine as microphone and loudspeaker of the real hall. */
import { t, tMade } from "../../../i18n/t";
import type { Voice } from "../../../voice/voice";
import { Hint } from "../../parts/field";
import { Level } from "./level";

export function ForumSound({ voice }: { voice: Voice }) {
  const mic = voice.mic.value;
  const carrying = voice.carrying.value;
  return (
    <section class="voice stack-tight" aria-label={t("hallsound.title")}>
      <button
        type="button"
        class="button"
        aria-pressed={carrying}
        onClick={() => (carrying ? voice.putHallDown() : void voice.carryHall())}
      >
        {t(carrying ? "hallsound.stop" : "hallsound.start")}
      </button>
      <div aria-live="polite">
        {carrying && mic.kind === "failed" && <Hint kind="bad">{tMade(`mic.${mic.why}`, "mic.unable")}</Hint>}
        {carrying && voice.hearing.value === "unable" && <Hint kind="bad">{t("voice.unable")}</Hint>}
        <Hint kind="idea">{t(stateOf(voice))}</Hint>
      </div>
      {carrying && mic.kind === "on" && <Level value={voice.micLevel.value} label={t("mic.level")} />}
    </section>
  );
}

/** Which way the sound goes now. */
function stateOf(voice: Voice) {
  if (!voice.carrying.value) return "hallsound.hint";
  if (voice.sending.value) return "hallsound.out";
  return voice.heard.value ? "hallsound.in" : "hallsound.closed";
}
