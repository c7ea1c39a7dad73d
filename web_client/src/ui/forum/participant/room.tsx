/** The forum on a phone: head, four tabs, and the one main button above them. */
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n/t";
import type { BallotView, HeadPart } from "../../../protocol/messages";
import { useKeptFocus } from "../../parts/kept_focus";
import { Announced } from "../parts/announced";
import { CaptionVoice } from "../parts/caption_voice";
import { Cues } from "../parts/cues";
import { LiveRegions } from "../parts/live";
import { BallotTab } from "./ballot_tab";
import { Cancelled, Closed } from "./closed";
import { openBallot, useParticipant } from "./context";
import { FloorTab } from "./floor_tab";
import { Head } from "./head";
import { Join } from "./join";
import { PapersTab } from "./papers_tab";
import { Planned } from "./planned";
import { QuestionsTab } from "./questions_tab";
import { Refused, Strip, Waiting } from "./states";
import { TabBar } from "./tab_bar";

const NO_LINES: readonly never[] = [];

export function Room() {
  const { forum, reader, joining } = useParticipant();
  const head = forum.parts.value.head;
  useKeptFocus();
  useEffect(() => {
    document.title = head === undefined ? t("title") : `${head.title} · ${t("title")}`;
  });
  if (forum.refused.value !== null) return <Refused error={forum.refused.value} />;
  if (head === undefined) return <Waiting />;
  return (
    <>
      <LiveRegions />
      {!reader && <Cues forum={forum} />}
      <CaptionVoice lines={forum.parts.value.lines?.lines ?? NO_LINES} />
      <Head head={head} />
      <Strip />
      <Announced told={forum.parts.value.announcement} />
      {joining.value ? <Join /> : <Inside head={head} />}
    </>
  );
}

function Inside({ head }: { head: HeadPart }) {
  if (head.phase === "planned") return <Planned head={head} />;
  if (head.cancelled) return <Cancelled head={head} />;
  if (head.phase === "closed") return <Closed head={head} />;
  return <Live />;
}

const PANELS = { floor: FloorTab, questions: QuestionsTab, ballot: BallotTab, papers: PapersTab } as const;

function Live() {
  const { forum, tab, dock } = useParticipant();
  const open = openBallot(forum.parts.value.ballot?.ballot ?? null);
  useBallotOpens(open);
  const Panel = PANELS[tab.value];
  return (
    <>
      <Panel />
      <div class="hall-dock">
        <div
          class="hall-foot"
          ref={(element) => {
            dock.value = element;
          }}
        />
        <TabBar />
      </div>
    </>
  );
}

/** A ballot that opens is shown, unless one is writing or speaking; the focus stays where it is. */
function useBallotOpens(open: BallotView | null): void {
  const { forum, tab } = useParticipant();
  const shown = useRef("");
  const id = open?.id ?? "";
  useEffect(() => {
    if (id === "" || shown.current === id) return;
    shown.current = id;
    const busy = document.activeElement?.matches("input[type=text], textarea") || forum.mine.value?.speaking;
    if (!busy) tab.value = "ballot";
  }, [id, forum, tab]);
}
