/** Who speaks now, with the clock. */
import { t } from "../../../i18n/t";
import { Clock, SpeakTime } from "../parts/clock";
import { CampMark, ChannelMark, markOf, speechWords } from "../parts/marks";
import { nameOf } from "../parts/queue_row";
import { useParticipant } from "./context";

export function SpeakerCard() {
  const { forum } = useParticipant();
  const floor = forum.parts.value.floor;
  const speaker = floor?.speaker ?? null;
  const now = () => forum.serverNow();
  return (
    <section class="card speaker" aria-label={t("light.speaker")}>
      <p>
        <span class={speaker === null ? "chip" : "chip now"}>{t("light.speaker")}</span>
      </p>
      {speaker === null ? (
        <p>{floor?.summoned ? t("light.called", { name: nameOf(floor.summoned.name) }) : t("light.speaker.none")}</p>
      ) : (
        <>
          <div class="speaker-who">
            <p class="speaker-name">
              <CampMark mark={markOf(speaker.kind, speaker.stance)} />
              <strong>{nameOf(speaker.name, speaker.slip)}</strong>
            </p>
            <p class="second small">
              {speechWords(speaker.kind, speaker.stance)} · <ChannelMark channel={speaker.channel} />
            </p>
          </div>
          <Clock clock={speaker.clock} now={now} bare />
          <SpeakTime clock={speaker.clock} now={now} />
        </>
      )}
    </section>
  );
}
