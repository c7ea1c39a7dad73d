/**
 * The voice of a forum as one piece for a page: listen; check the microphone before one's turn; speak in it.
 *
 * A page mounts it once a forum and hands in where typed words go. What makes sound is loaded with the first tap.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Parts, VoicedForumClient } from "../../../forum_client/forum_client";
import { newId } from "../../../net/page";
import type { MinePart } from "../../../protocol/messages";
import { forumVoice } from "../../../voice/forum_voice";
import type { Voice } from "../../../voice/voice";
import { ListenButton } from "./listen_button";
import { MicCheck } from "./mic_check";
import { SpeakPanel } from "./speak_panel";

export interface ForumVoicePanelProps {
  readonly forum: VoicedForumClient;
  /** Shows the field for typed words and puts the focus there: asked for, or since there is no microphone. */
  readonly onType: () => void;
}

export function ForumVoicePanel({ forum, onType }: ForumVoicePanelProps) {
  const voice = useForumVoice(forum, onType);
  if (voice === null) return null;
  const mine = forum.mine.value;
  return (
    <>
      {voice.floor.value !== "closed" && <SpeakPanel voice={voice} onType={onType} />}
      {soon(forum.parts.value, mine) && <MicCheck />}
      <ListenButton voice={voice} venue={mine?.channel === "onsite"} />
    </>
  );
}

/** Returns the voice of a forum as long as the page shows it. */
export function useForumVoice(forum: VoicedForumClient, onType: () => void): Voice | null {
  const [voice, setVoice] = useState<Voice | null>(null);
  const type = useRef(onType);
  type.current = onType;
  useEffect(() => {
    const own = forumVoice(forum, forum, newId, { micFailed: () => type.current() });
    forum.hear(own.voice);
    setVoice(own.voice);
    return () => {
      forum.hear(null);
      own.dispose();
    };
  }, [forum]);
  return voice;
}

/** Whether one speaks next from afar: the time to check the microphone. */
function soon(parts: Parts, mine: MinePart | null): boolean {
  if (mine === null || mine.channel === "onsite" || mine.speaking) return false;
  return parts.floor?.summoned?.person === mine.person || mine.place?.place === 1;
}
