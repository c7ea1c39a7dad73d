/** The forum of the hall one stands in, as a card of the list: who speaks, heard too, my place, and the way to ask. */

import { useRef } from "preact/hooks";
import type { ForumClient, VoicedForumClient } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import type { FloorPart, MinePart, Stance } from "../../../protocol/messages";
import { microphoneAt } from "../../../world/microphones";
import { useSquare } from "../../base/context";
import { useBeat } from "../../base/hooks";
import { act } from "../../base/notices";
import { Inner } from "../../parts/site";
import { Announced } from "../parts/announced";
import { Clock } from "../parts/clock";
import { Cues } from "../parts/cues";
import { CampMark, markOf, speechWords } from "../parts/marks";
import { nameOf } from "../parts/queue_row";
import { reasonLine } from "../parts/reasons";
import { waitWords } from "../parts/waits";
import { ForumVoicePanel } from "../voice/forum_voice_panel";
import { Microphones } from "./microphones";
import "../parts/hall.css";

/** Milliseconds between looks where one stands. */
const BEAT_MS = 500;

export default function HereCard({ forum }: { forum: VoicedForumClient }) {
  const card = useRef<HTMLElement>(null);
  const { head, floor, queue, announcement } = forum.parts.value;
  const mine = forum.mine.value;
  if (!head || !floor) return null;
  return (
    <section class="card stack-tight" aria-labelledby="hall-here" ref={card}>
      <Cues forum={forum} />
      <div class="spread">
        <h2 id="hall-here">{head.title}</h2>
        <Inner to={`/hall/${forum.id}`} class="button text" label={`${t("hallhere.page")}: ${head.title}`}>
          {t("hallhere.page")}
        </Inner>
      </div>
      <Announced told={announcement} />
      {head.cancelled && <p class="note">{t("hallhere.cancelled", { reason: head.cancelled })}</p>}
      {head.phase === "paused" && <p class="note">{t("hallhere.paused")}</p>}
      <Speaking floor={floor} now={() => forum.serverNow()} />
      {mine && mine.entry === "" && !mine.speaking && floor.offers.includes("normal") && (
        <Asking forum={forum} place={head.hall} camps={floor.stances} />
      )}
      {floor.stances && <Microphones place={head.hall} rows={queue?.rows ?? []} />}
      {mine && <Mine forum={forum} mine={mine} />}
      {/* Words are typed on the page of the forum: the focus goes to the way there. */}
      <ForumVoicePanel
        forum={forum}
        onType={() => card.current?.querySelector<HTMLElement>("[data-typed] a")?.focus()}
      />
      {queue && <p class="quiet">{t("hallhere.waiting", { n: queue.waiting })}</p>}
    </section>
  );
}

function Speaking({ floor, now }: { floor: FloorPart; now: () => number }) {
  const { speaker } = floor;
  if (!speaker) return <p class="second">{t("hallhere.nobody")}</p>;
  return (
    <>
      <p>
        <CampMark mark={markOf(speaker.kind, speaker.stance)} /> <strong>{nameOf(speaker.name, speaker.slip)}</strong>{" "}
        <span class="second">{speechWords(speaker.kind, speaker.stance)}</span>
      </p>
      <Clock clock={speaker.clock} now={now} bare />
    </>
  );
}

/** My place with its reason, or that it is my turn. */
function Mine({ forum, mine }: { forum: ForumClient; mine: MinePart }) {
  if (mine.speaking || mine.called_until > 0)
    return (
      <p class="note" data-typed>
        <strong>{t("hallhere.turn")}</strong> <Inner to={`/hall/${forum.id}`}>{t("hallhere.speak")}</Inner>
      </p>
    );
  if (!mine.entry || !mine.place) return null;
  const row = forum.parts.value.queue?.rows.find((one) => one.entry === mine.entry);
  return (
    <div class="spread">
      <p>
        {t("hallhere.place", { n: mine.place.place, wait: waitWords(mine.place.wait) })}
        {row && <span class="where"> {reasonLine(mine.place.reasons, row)}</span>}
      </p>
      <button
        type="button"
        class="button"
        onClick={() => void act(forum.order({ order: "withdraw_floor", entry: mine.entry }), t("hallhere.withdrawn"))}
      >
        {t("hallhere.withdraw")}
      </button>
    </div>
  );
}

/** Walking to a microphone offers its camp; only a press asks. Who does not walk chooses here. */
function Asking({ forum, place, camps }: { forum: ForumClient; place: string; camps: boolean }) {
  useBeat(BEAT_MS);
  const square = useSquare();
  const layout = square.world.halls.get(place);
  const at = layout && camps ? microphoneAt(layout, square.own) : null;
  const ask = (stance: Stance) => void act(forum.order({ order: "ask_floor", stance }), t("hallhere.asked"));
  if (!camps)
    return (
      <button type="button" class="button second" onClick={() => ask("none")}>
        {t("hallhere.ask")}
      </button>
    );
  return (
    <div class="stack-tight">
      <p role="status">{at ? t(`hallhere.at.${at}`) : t("hallhere.choose")}</p>
      <div class="row">
        {(["con", "pro"] as const).map((camp) => (
          <button
            key={camp}
            type="button"
            class={at === camp ? "button filled" : "button second"}
            onClick={() => ask(camp)}
          >
            {t(`hallhere.ask.${camp}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
