/**
 * The moderator's desk: agenda and time, speaker and queue, ballot and questions, on one screen without scrolling.
 *
 * On a tablet the left column becomes a drawer. Sheets stand over the right column: the clock is never covered.
 */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { SpeakTime } from "../parts/clock";
import { LiveRegions } from "../parts/live";
import { Acts } from "./acts";
import { Agenda } from "./agenda";
import { Announcement } from "./announcement";
import { Ballots } from "./ballots";
import { Captions } from "./captions";
import { type Moderator, ModeratorProvider } from "./context";
import { usePauseKey } from "./hard_moment";
import { Head } from "./head";
import { Questions } from "./questions";
import { Queue } from "./queue";
import { OpenSheet } from "./sheets";
import { Signals } from "./signals";
import { SpeakerCard } from "./speaker";
import { Spoken } from "./spoken";
import { Strips } from "./strips";
import "../parts/hall.css";
import "./desk.css";

export function ModeratorView({ moderator }: { moderator: Moderator }) {
  const [pulled, setPulled] = useState(false);
  // On a tablet the drawer stands where sheets do: a sheet comes first.
  const drawer = pulled && moderator.sheet.value === null;
  usePauseKey(moderator);
  const speaker = moderator.forum.parts.value.floor?.speaker;
  useEffect(() => {
    document.title = `${moderator.forum.parts.value.head?.title ?? ""} · ${t("desk.title")}`;
  }, [moderator.forum.parts.value.head?.title]);
  return (
    <ModeratorProvider value={moderator}>
      <div class="desk" data-drawer={drawer || undefined}>
        <Head drawer={drawer} onDrawer={() => setPulled(!drawer)} />
        <Strips />
        <main id="main" tabIndex={-1} class="desk-columns">
          <div class="desk-left" id="desk-left">
            <Agenda />
            <Spoken />
            <Signals />
            <Announcement />
          </div>
          <div class="desk-middle">
            <SpeakerCard />
            <Queue />
            <Captions />
          </div>
          <div class="desk-right">
            <Ballots />
            <Questions />
            <Acts />
            <OpenSheet />
          </div>
        </main>
        {speaker && <SpeakTime clock={speaker.clock} now={() => moderator.forum.serverNow()} />}
        <LiveRegions />
      </div>
    </ModeratorProvider>
  );
}
