/** Before it opens: when, what about, who; a calendar entry; joining beforehand. The page goes on by itself. */
import { t } from "../../../i18n/t";
import { dayTime, duration } from "../../../i18n/time";
import type { HeadPart } from "../../../protocol/messages";
import { useBeat } from "../../base/hooks";
import { Agenda } from "../parts/agenda";
import { useParticipant } from "./context";
import { Whole } from "./panel";
import { About, Documents, Ways } from "./papers_tab";
import { Card, JoinButton } from "./parts";

export function Planned({ head }: { head: HeadPart }) {
  const { forum, reader } = useParticipant();
  const agenda = forum.parts.value.agenda;
  return (
    <Whole foot={reader ? <JoinButton /> : undefined}>
      <section class="card my-place" aria-label={t("light.opens")}>
        <p>{t("light.opens")}</p>
        <p class="my-place-figures">
          <strong class="opens-at">{dayTime(head.opens_at)}</strong>
          <Until at={head.opens_at} />
        </p>
        <p class="second small">{t(reader ? "light.opens.reader" : "light.opens.stay")}</p>
        <a class="button" href="/api/forums.ics" download>
          {t("light.calendar")}
        </a>
      </section>
      <About details={head.details} />
      {agenda && (
        <Card title={t("light.agenda")}>
          <Agenda agenda={agenda} />
        </Card>
      )}
      <Documents details={head.details} />
      <Ways place={head.hall} />
    </Whole>
  );
}

function Until({ at }: { at: number }) {
  const { forum } = useParticipant();
  useBeat(1_000);
  const seconds = Math.ceil((at - forum.serverNow()) / 1_000);
  return <span>{seconds > 0 ? t("light.opens.in", { time: duration(seconds) }) : t("light.opens.soon")}</span>;
}
