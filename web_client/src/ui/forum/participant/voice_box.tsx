/** The pieces of the voice on this page; a chunk that comes with the first wish to hear or speak. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import "../../../style/voice.css";
import { Hint } from "../../parts/field";
import { ListenButton } from "../voice/listen_button";
import { MicCheck } from "../voice/mic_check";
import { SpeakPanel } from "../voice/speak_panel";
import { useParticipant } from "./context";

export default function VoiceBox({ what, onType }: { what: "listen" | "check" | "speak"; onType?: () => void }) {
  const { forum, voice: door } = useParticipant();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    door?.open().catch(() => setFailed(true));
  }, [door]);
  const voice = door?.voice.value ?? null;
  const lost = what === "speak" && voice?.mic.value.kind === "failed";
  useEffect(() => {
    if (lost) onType?.();
  }, [lost]);
  if (what === "check") return <MicCheck />;
  if (failed) return <Hint kind="bad">{t("voice.unable")}</Hint>;
  if (voice === null) return <p class="quiet">{t("loading")}</p>;
  if (what === "listen") return <ListenButton voice={voice} venue={forum.mine.value?.channel === "onsite"} />;
  return <SpeakPanel voice={voice} onType={onType ?? (() => undefined)} />;
}
