/** Who speaks, for how long, and what one can do about it: the widest card, the biggest figures. */
import { t } from "../../../i18n/t";
import type { Speaker as SpeakerView } from "../../../protocol/messages";
import { useBeat } from "../../base/hooks";
import { Clock } from "../parts/clock";
import { CampMark, ChannelMark, markOf, speechWords } from "../parts/marks";
import { nameOf } from "../parts/queue_row";
import { useModerator } from "./context";
import { mainAct, nextRow } from "./main_act";
import { ModeratorIcon } from "./moderator_icon";

/** Seconds that one press gives or takes. */
const MORE_S = 30;

export function SpeakerCard() {
  const { floor, head } = useModerator().forum.parts.value;
  return (
    <section class="card desk-speaker" aria-labelledby="desk-now" tabIndex={-1}>
      {floor?.speaker ? <Speaking speaker={floor.speaker} /> : <Nobody planned={head?.phase === "planned"} />}
      <Waited />
      <div class="row desk-speech">
        <MainButton />
        {floor?.speaker && <SpeechButtons speaker={floor.speaker} />}
        <UndoButton />
      </div>
    </section>
  );
}

function Speaking({ speaker }: { speaker: SpeakerView }) {
  const { forum } = useModerator();
  return (
    <div class="desk-now">
      <div class="grow">
        <h2 id="desk-now" class="chip now">
          {t(speaker.running ? "desk.now" : "desk.now.paused")}
        </h2>
        <p class="desk-name">
          <CampMark mark={markOf(speaker.kind, speaker.stance)} />
          <strong>{nameOf(speaker.name, speaker.slip)}</strong>
        </p>
        <p class="second row">
          {speechWords(speaker.kind, speaker.stance)}
          <ChannelMark channel={speaker.channel} slip={speaker.slip} />
          {speaker.suspended && <span>{t("desk.suspends")}</span>}
        </p>
      </div>
      <Clock clock={speaker.clock} now={() => forum.serverNow()} />
    </div>
  );
}

function Nobody({ planned }: { planned: boolean }) {
  return (
    <div class="desk-now">
      <div class="grow">
        <h2 id="desk-now" class="chip">
          {t("desk.now.nobody")}
        </h2>
        <p class="desk-empty">{t(planned ? "desk.planned.what" : "desk.now.what")}</p>
      </div>
    </div>
  );
}

/** Who was called while away, and how long they are waited for. */
function Waited() {
  const { forum } = useModerator();
  const summoned = forum.parts.value.floor?.summoned;
  useBeat(1_000);
  if (!summoned) return null;
  const n = Math.max(0, Math.ceil((summoned.until - forum.serverNow()) / 1_000));
  return (
    <p class="note" role="status">
      <span class="unseen">{t("desk.waited.told", { name: nameOf(summoned.name) })}</span>
      <span aria-hidden="true">{t("desk.waited", { name: nameOf(summoned.name), n })}</span>
    </p>
  );
}

/** The next thing of the floor: open, go on, call. Filled when it is the desk's next thing. */
function MainButton() {
  const { forum, give } = useModerator();
  const parts = forum.parts.value;
  const main = mainAct(parts);
  if (main === "open" || main === "resume") {
    return (
      <button
        type="button"
        class="button filled main"
        onClick={() => void give(main === "open" ? { order: "open_forum" } : { order: "resume_forum" })}
      >
        <ModeratorIcon name="play" />
        {t(main === "open" ? "desk.open" : "desk.resume")}
      </button>
    );
  }
  if (main === "take_requests") return <TakeButton />;
  return main === "go_on" ? <GoOnButton /> : <CallButton />;
}

function TakeButton() {
  const { forum, give } = useModerator();
  const only = forum.parts.value.floor?.present_only ?? false;
  return (
    <button
      type="button"
      class="button filled main"
      onClick={() => void give({ order: "set_queue", open: true, present_only: only })}
    >
      <ModeratorIcon name="play" />
      {t("desk.take")}
    </button>
  );
}

function GoOnButton() {
  const { forum, give } = useModerator();
  const saw = forum.parts.value.desk?.floor_version ?? 0;
  return (
    <button type="button" class="button filled main" onClick={() => void give({ order: "resume_speech", saw })}>
      <ModeratorIcon name="play" />
      {t("desk.speech.resume")}
    </button>
  );
}

function CallButton() {
  const { forum, give } = useModerator();
  const parts = forum.parts.value;
  const next = nextRow(parts);
  const runs = parts.head?.phase === "open" && parts.agenda?.running;
  const why = !runs ? t("desk.call.no_item") : next ? null : t("desk.call.nobody");
  const call = () =>
    next && !why && give({ order: "call_next", entry: next.entry, saw: parts.desk?.floor_version ?? 0 });
  const filled = mainAct(parts) === "call";
  return (
    <button
      type="button"
      class={filled ? "button filled main" : "button main"}
      aria-disabled={why !== null}
      onClick={() => void call()}
    >
      <ModeratorIcon name="play" />
      {why ?? t("desk.call", { name: next ? nameOf(next.name, next.slip) : "" })}
    </button>
  );
}

function SpeechButtons({ speaker }: { speaker: SpeakerView }) {
  const { forum, give } = useModerator();
  const saw = forum.parts.value.desk?.floor_version ?? 0;
  const paused = forum.parts.value.head?.phase === "paused";
  return (
    <>
      {speaker.running && (
        <button type="button" class="button" onClick={() => void give({ order: "pause_speech", saw })}>
          <ModeratorIcon name="pause" />
          {t("desk.speech.pause")}
        </button>
      )}
      <button type="button" class="button" onClick={() => void give({ order: "extend_speech", seconds: MORE_S, saw })}>
        +{t("desk.seconds", { n: MORE_S })}
        <span class="unseen"> {t("desk.speech.more")}</span>
      </button>
      <button type="button" class="button" onClick={() => void give({ order: "extend_speech", seconds: -MORE_S, saw })}>
        −{t("desk.seconds", { n: MORE_S })}
        <span class="unseen"> {t("desk.speech.less")}</span>
      </button>
      <button
        type="button"
        class="button danger"
        aria-disabled={paused}
        onClick={() => void give({ order: "stop_speech", saw })}
      >
        <ModeratorIcon name="stop" />
        {t("desk.speech.stop")}
      </button>
    </>
  );
}

function UndoButton() {
  const { forum, give } = useModerator();
  const desk = forum.parts.value.desk;
  if (!desk?.undo) return null;
  return (
    <button type="button" class="button" onClick={() => void give({ order: "undo_call", saw: desk.floor_version })}>
      <ModeratorIcon name="undo" />
      {t("desk.undo")}
    </button>
  );
}
