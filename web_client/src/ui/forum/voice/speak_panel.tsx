/**
 * One's own turn by voice: open the microphone, see that it works, push to talk by choice, close it, or type.
 *
 * The page says how the floor stands (`voice.setFloor`) and shows the panel while it is one's own. Nothing goes out
 * before the microphone was opened here, and nothing after the floor closed.
 */
import { useEffect } from "preact/hooks";
import { t, tMade } from "../../../i18n/t";
import type { Voice } from "../../../voice/voice";
import { Hint } from "../../parts/field";
import { Level } from "./level";

export interface SpeakPanelProps {
  readonly voice: Voice;
  /** Turns to typed words; the page puts the focus there. */
  readonly onType: () => void;
}

export function SpeakPanel({ voice, onType }: SpeakPanelProps) {
  const mic = voice.mic.value;
  return (
    <section class="voice stack" aria-label={t("speak.title")}>
      {mic.kind === "on" ? <Speaking voice={voice} /> : <Closed voice={voice} />}
      <div class="row">
        {mic.kind === "on" && (
          <button type="button" class="button" onClick={() => voice.closeMic()}>
            {t("speak.close")}
          </button>
        )}
        <button type="button" class="button text" onClick={onType}>
          {t("speak.type")}
        </button>
      </div>
    </section>
  );
}

function Closed({ voice }: { voice: Voice }) {
  const mic = voice.mic.value;
  const asking = mic.kind === "asking";
  return (
    <>
      <button
        type="button"
        class="button filled main"
        aria-disabled={asking}
        onClick={() => asking || void voice.openMic()}
      >
        {t(mic.kind === "failed" ? "speak.again" : "speak.open")}
      </button>
      <div aria-live="assertive">
        {asking && <Hint kind="idea">{t("mic.asking")}</Hint>}
        {mic.kind === "failed" && <Hint kind="bad">{tMade(`mic.${mic.why}`, "mic.unable")}</Hint>}
      </div>
    </>
  );
}

function Speaking({ voice }: { voice: Voice }) {
  const sending = voice.sending.value;
  const push = voice.pushToTalk.value;
  const words = sending ? "speak.sending" : voice.floor.value === "open" ? "speak.waiting" : "speak.paused";
  return (
    <>
      <p role="status" class={sending ? "chip now" : "chip"}>
        {t(words)}
      </p>
      <Level value={voice.micLevel.value} label={t("mic.level")} />
      <label class="row voice-choice">
        <input
          type="checkbox"
          checked={push}
          onChange={(event) => {
            voice.pushToTalk.value = event.currentTarget.checked;
          }}
        />
        {t("speak.push")}
      </label>
      {push && <HoldButton voice={voice} />}
    </>
  );
}

/** Where the space bar means something else: it is left alone there. */
const TAKEN = "input, textarea, select, button, a, [contenteditable]";

function HoldButton({ voice }: { voice: Voice }) {
  useEffect(() => holdBySpace(voice), [voice]);
  const hold = (held: boolean) => {
    voice.held.value = held;
  };
  return (
    <>
      <button
        type="button"
        class="button second main"
        data-hold
        aria-pressed={voice.held.value}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          hold(true);
        }}
        onPointerUp={() => hold(false)}
        onPointerCancel={() => hold(false)}
        onContextMenu={(event) => event.preventDefault()}
      >
        {t(voice.held.value ? "speak.held" : "speak.hold")}
      </button>
      <Hint kind="idea">{t("speak.hold.hint")}</Hint>
    </>
  );
}

/** Lets the space bar hold, anywhere but where it types or presses; a page that loses the eye lets go. */
function holdBySpace(voice: Voice): () => void {
  const key = (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const ours = target?.closest("[data-hold]") || !target?.closest(TAKEN);
    if (event.key !== " " || !ours) return;
    event.preventDefault();
    voice.held.value = event.type === "keydown";
  };
  const letGo = () => {
    voice.held.value = false;
  };
  addEventListener("keydown", key);
  addEventListener("keyup", key);
  addEventListener("blur", letGo);
  return () => {
    removeEventListener("keydown", key);
    removeEventListener("keyup", key);
    removeEventListener("blur", letGo);
    letGo();
  };
}
