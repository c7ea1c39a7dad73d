/** The clerk's face: the door with its slips, paper ballots, captions, slips to print and the venue's screen. */
import { useState } from "preact/hooks";
import type { VoicedForumClient } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import { tabKeys } from "../../parts/tabs";
import { HandoverButton } from "../../staff/handover";
import { useForumVoice } from "../voice/forum_voice_panel";
import { Captions } from "./captions";
import { DoorDesk } from "./door_desk";
import { Papers } from "./papers";
import { VenueDesk } from "./venue_desk";
import "./clerk.css";

const TASKS = ["door", "papers", "captions", "venue"] as const;
type Task = (typeof TASKS)[number];
/** Nobody types here for a microphone that failed: the hall's own does not speak in anybody's turn. */
const NOTHING = () => undefined;

export function Clerk({ forum }: { forum: VoicedForumClient }) {
  const [task, setTask] = useState<Task>("door");
  // The sound of the real hall goes on whatever task is open.
  const voice = useForumVoice(forum, NOTHING);
  const parts = forum.parts.value;
  return (
    <div class="clerk">
      <header class="spread">
        <h1>{parts.head?.title ?? t("loading")}</h1>
        <div class="row">
          <p class="second" role="status">
            {parts.present && t("clerk.present", { n: parts.present.present, onsite: parts.present.onsite })}
          </p>
          <HandoverButton page={`/hall/${forum.id}/clerk`} />
        </div>
      </header>
      <div class="tabs" role="tablist" aria-label={t("clerk.tasks")} onKeyDown={tabKeys}>
        {TASKS.map((one) => (
          <button
            type="button"
            role="tab"
            key={one}
            id={`clerk-tab-${one}`}
            aria-selected={task === one}
            tabIndex={task === one ? 0 : -1}
            aria-controls="clerk-work"
            onClick={() => setTask(one)}
          >
            {t(`clerk.${one}`)}
          </button>
        ))}
      </div>
      <div id="clerk-work" role="tabpanel" tabIndex={-1} aria-labelledby={`clerk-tab-${task}`}>
        {task === "door" && <DoorDesk forum={forum} />}
        {task === "papers" && <Papers forum={forum} />}
        {task === "captions" && <Captions forum={forum} />}
        {task === "venue" && <VenueDesk forum={forum} voice={voice} />}
      </div>
    </div>
  );
}
