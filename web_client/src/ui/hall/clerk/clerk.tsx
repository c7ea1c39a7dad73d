/** The clerk's face: the door with its slips, paper ballots, captions, slips to print and the venue's screen. */
import { useState } from "preact/hooks";
import type { Hall } from "../../../hall/hall";
import { t } from "../../../i18n/t";
import { tabKeys } from "../../parts/tabs";
import { HandoverButton } from "../../staff/handover";
import { Captions } from "./captions";
import { DoorDesk } from "./door_desk";
import { Papers } from "./papers";
import { VenueDesk } from "./venue_desk";
import "./clerk.css";

const TASKS = { door: DoorDesk, papers: Papers, captions: Captions, venue: VenueDesk } as const;
type Task = keyof typeof TASKS;

export function Clerk({ hall }: { hall: Hall }) {
  const [task, setTask] = useState<Task>("door");
  const parts = hall.parts.value;
  const Work = TASKS[task];
  return (
    <div class="clerk">
      <header class="spread">
        <h1>{parts.head?.title ?? t("loading")}</h1>
        <div class="row">
          <p class="second" role="status">
            {parts.present && t("clerk.present", { n: parts.present.present, onsite: parts.present.onsite })}
          </p>
          <HandoverButton page={`/hall/${hall.id}/clerk`} />
        </div>
      </header>
      <div class="tabs" role="tablist" aria-label={t("clerk.tasks")} onKeyDown={tabKeys}>
        {(Object.keys(TASKS) as Task[]).map((one) => (
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
      <div id="clerk-work" role="tabpanel" aria-labelledby={`clerk-tab-${task}`}>
        <Work hall={hall} />
      </div>
    </div>
  );
}
