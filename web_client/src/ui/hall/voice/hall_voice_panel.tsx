/**
 * The voice of a hall as one piece for a page: listen; check the microphone before one's turn; speak in it.
 *
 * A page mounts it once a hall and hands in where typed words go. What makes sound is loaded with the first tap.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Parts, VoicedHall } from "../../../hall/hall";
import { newId } from "../../../net/page";
import type { MinePart } from "../../../protocol/messages";
import { hallVoice } from "../../../voice/hall_voice";
import type { Voice } from "../../../voice/voice";
import { ListenButton } from "./listen_button";
import { MicCheck } from "./mic_check";
import { SpeakPanel } from "./speak_panel";

export interface HallVoicePanelProps {
  readonly hall: VoicedHall;
  /** Shows the field for typed words and puts the focus there: asked for, or since there is no microphone. */
  readonly onType: () => void;
}

export function HallVoicePanel({ hall, onType }: HallVoicePanelProps) {
  const voice = useHallVoice(hall, onType);
  if (voice === null) return null;
  const mine = hall.mine.value;
  return (
    <>
      {voice.floor.value !== "closed" && <SpeakPanel voice={voice} onType={onType} />}
      {soon(hall.parts.value, mine) && <MicCheck />}
      <ListenButton voice={voice} venue={mine?.channel === "onsite"} />
    </>
  );
}

/** Returns the voice of a hall as long as the page shows it. */
export function useHallVoice(hall: VoicedHall, onType: () => void): Voice | null {
  const [voice, setVoice] = useState<Voice | null>(null);
  const type = useRef(onType);
  type.current = onType;
  useEffect(() => {
    const own = hallVoice(hall, hall, newId, { micFailed: () => type.current() });
    hall.hear(own.voice);
    setVoice(own.voice);
    return () => {
      hall.hear(null);
      own.dispose();
    };
  }, [hall]);
  return voice;
}

/** Whether one speaks next from afar: the time to check the microphone. */
function soon(parts: Parts, mine: MinePart | null): boolean {
  if (mine === null || mine.channel === "onsite" || mine.speaking) return false;
  return parts.floor?.summoned?.person === mine.person || mine.place?.place === 1;
}
