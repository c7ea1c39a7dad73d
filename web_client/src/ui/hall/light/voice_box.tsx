/** The pieces of the voice on this page; a chunk that comes with the first wish to hear or speak. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import "../../../style/voice.css";
import { Hint } from "../../parts/field";
import { ListenButton } from "../voice/listen_button";
import { MicCheck } from "../voice/mic_check";
import { SpeakPanel } from "../voice/speak_panel";
import { useLight } from "./light";

export default function VoiceBox({ what, onType }: { what: "listen" | "check" | "speak"; onType?: () => void }) {
  const { hall, voice: door } = useLight();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    door?.open().catch(() => setFailed(true));
  }, [door]);
  const voice = door?.voice.value ?? null;
  const lost = what === "speak" && voice?.mic.value.kind === "failed";
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each failure; `onType` is a fresh closure each time.
  useEffect(() => {
    if (lost) onType?.();
  }, [lost]);
  if (what === "check") return <MicCheck />;
  if (failed) return <Hint kind="bad">{t("voice.unable")}</Hint>;
  if (voice === null) return <p class="quiet">{t("loading")}</p>;
  if (what === "listen") return <ListenButton voice={voice} venue={hall.mine.value?.channel === "onsite"} />;
  return <SpeakPanel voice={voice} onType={onType ?? (() => undefined)} />;
}
