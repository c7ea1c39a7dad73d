/**
 * Listening to the forum: begins with a tap, never by itself. Volume, mute, and whether somebody is heard.
 *
 * `venue` is true for who joined by the code of the venue: there one's own loudspeaker would speak into the hall.
 */
import { useId } from "preact/hooks";
import { t } from "../../../i18n/t";
import type { Voice } from "../../../voice/voice";
import { Hint } from "../../parts/field";
import { Level } from "./level";

export function ListenButton({ voice, venue = false }: { voice: Voice; venue?: boolean }) {
  const hearing = voice.hearing.value;
  if (hearing === "on") return <Listening voice={voice} />;
  return (
    <div class="voice stack-tight">
      <button
        type="button"
        class="button"
        disabled={hearing === "unable"}
        aria-busy={hearing === "starting"}
        onClick={() => void voice.listen()}
      >
        {t(hearing === "starting" ? "voice.starting" : "voice.listen")}
      </button>
      <div aria-live="polite">
        {hearing === "unable" ? (
          <Hint kind="bad">{t("voice.unable")}</Hint>
        ) : (
          <Hint kind="idea">{t(venue ? "voice.venue" : "voice.listen.hint")}</Hint>
        )}
      </div>
    </div>
  );
}

function Listening({ voice }: { voice: Voice }) {
  const muted = voice.muted.value;
  return (
    <div class="voice stack-tight">
      <div class="row">
        <button type="button" class="button" onClick={() => voice.deafen()}>
          {t("voice.stop")}
        </button>
        <button
          type="button"
          class="button"
          aria-pressed={muted}
          onClick={() => {
            voice.muted.value = !muted;
          }}
        >
          {t("voice.mute")}
        </button>
      </div>
      <Volume voice={voice} />
      <div class="row">
        <Level value={muted ? 0 : voice.heardLevel.value} label={t("voice.level")} />
        <span class="small second">
          {t(voice.heard.value ? (muted ? "voice.heard.muted" : "voice.heard") : "voice.silent")}
        </span>
      </div>
    </div>
  );
}

function Volume({ voice }: { voice: Voice }) {
  const id = useId();
  return (
    <div class="row voice-volume">
      <label for={id}>{t("voice.volume")}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={10}
        value={Math.round(voice.volume.value * 100)}
        onInput={(event) => {
          voice.volume.value = Number(event.currentTarget.value) / 100;
        }}
      />
    </div>
  );
}
