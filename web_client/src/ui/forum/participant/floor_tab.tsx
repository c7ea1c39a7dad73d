/** The floor: who speaks, what is said, my place and why, who is next, and the way to ask. */

import { lazy, Suspense } from "preact/compat";
import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { Problem, type Submit, useSubmit } from "../../parts/submit";
import { runningItem } from "../parts/agenda";
import { Captions } from "../parts/captions";
import { QueueRow } from "../parts/queue_row";
import { AskForm } from "./ask_form";
import { useParticipant } from "./context";
import { MyPlace } from "./my_place";
import { MyTurn } from "./my_turn";
import { Panel } from "./panel";
import { Card, JoinButton, MainButton, Muted, NameButton } from "./parts";
import { Signals } from "./signals";
import { SpeakerCard } from "./speaker_card";
import { WayUp } from "./way_up";

const VoiceBox = lazy(() => import("./voice_box"));
/** Places that stand without asking for more. */
const SHORT = 3;

export function FloorTab() {
  const { forum } = useParticipant();
  const [asking, setAsking] = useState(false);
  const [checking, setChecking] = useState(false);
  const doing = useSubmit();
  const mine = forum.mine.value;
  const turn = mine !== null && (mine.speaking || mine.called_until > 0);
  const waits = mine !== null && mine.place !== null && !turn;
  const foot = turn ? (
    <YieldFoot doing={doing} />
  ) : waits ? (
    <WaitingFoot doing={doing} checking={checking} onCheck={() => setChecking(!checking)} />
  ) : asking ? undefined : (
    <AskFoot onAsk={() => setAsking(true)} />
  );
  return (
    <Panel foot={foot}>
      <Muted />
      {turn ? <MyTurn /> : <SpeakerCard />}
      {waits && <MyPlace />}
      {waits && checking && (
        <Suspense fallback={<p class="quiet">{t("loading")}</p>}>
          <VoiceBox what="check" />
        </Suspense>
      )}
      {asking && !turn && !waits && <AskForm onDone={() => setAsking(false)} />}
      <Captions lines={forum.parts.value.lines?.lines ?? []} />
      <Next />
      {!turn && <Signals />}
    </Panel>
  );
}

function Next() {
  const { forum } = useParticipant();
  const [all, setAll] = useState(false);
  const queue = forum.parts.value.queue;
  const rows = queue?.rows ?? [];
  const entry = forum.mine.value?.entry;
  return (
    <Card title={t("light.next")}>
      {rows.length === 0 ? (
        <>
          <p>{t("light.next.none")}</p>
          <p class="second small">{t("light.next.none.hint")}</p>
        </>
      ) : (
        <ol>
          {(all ? rows : rows.slice(0, SHORT)).map((row) => (
            <QueueRow key={row.entry} row={row} mine={row.entry === entry} />
          ))}
        </ol>
      )}
      {rows.length > SHORT && (
        <button type="button" class="button text" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? "light.next.less" : "light.next.more", { n: queue?.waiting ?? rows.length })}
        </button>
      )}
    </Card>
  );
}

/** The way to ask, or why not. */
function AskFoot({ onAsk }: { onAsk: () => void }) {
  const { forum, reader } = useParticipant();
  const { head, floor, agenda } = forum.parts.value;
  const mine = forum.mine.value;
  if (reader) return <JoinButton />;
  if (head === undefined || floor === undefined || mine === null) return null;
  if (mine.removed) return <Why words={t("refusal.removed")} />;
  if (mine.muted) return <Why words={t("refusal.held_back")} />;
  const needs = mine.ask_needs;
  if (needs !== null) {
    return (
      <>
        <p class="second small">{t(`light.ask.needs.${needs}`)}</p>
        {needs === "citizen" ? <WayUp needs={needs} /> : <NameButton />}
      </>
    );
  }
  if (head.phase === "paused") return <Why words={t("refusal.forum_paused")} />;
  if (floor.offers.length === 0) return <Why words={t("light.ask.closed")} />;
  const quiet = !floor.open || runningItem(agenda) === null;
  return (
    <>
      {quiet && <p class="second small">{t(floor.open ? "light.ask.no_item" : "light.ask.only_order")}</p>}
      <MainButton words={t("light.ask")} icon="hand" onPress={onAsk} />
    </>
  );
}

/** A button that cannot be pressed says why, as text. */
function Why({ words }: { words: string }) {
  return (
    <>
      <p class="second small">{words}</p>
      <button type="button" class="button main" disabled>
        {t("light.ask")}
      </button>
    </>
  );
}

function WaitingFoot({ doing, checking, onCheck }: { doing: Submit; checking: boolean; onCheck: () => void }) {
  const { forum, voice } = useParticipant();
  const entry = forum.mine.value?.entry ?? "";
  return (
    <>
      <Problem words={doing.problem} />
      {voice !== null && (
        <MainButton words={t(checking ? "light.check.close" : "light.check")} icon="mic" onPress={onCheck} />
      )}
      <button
        type="button"
        class="button wide"
        aria-disabled={doing.busy}
        onClick={() => void doing.run(() => forum.order({ order: "withdraw_floor", entry }))}
      >
        {t(doing.busy ? "light.withdrawing" : "light.withdraw")}
      </button>
    </>
  );
}

function YieldFoot({ doing }: { doing: Submit }) {
  const { forum } = useParticipant();
  if (!forum.mine.value?.speaking) return null;
  return (
    <>
      <Problem words={doing.problem} />
      <MainButton
        words={t(doing.busy ? "light.yielding" : "light.yield")}
        busy={doing.busy}
        onPress={() => void doing.run(() => forum.order({ order: "yield_floor" }))}
      />
    </>
  );
}
