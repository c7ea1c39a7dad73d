/** After it closed: thanks, the result, the record. */
import { t } from "../../../i18n/t";
import { dayTime } from "../../../i18n/time";
import type { HeadPart } from "../../../protocol/messages";
import { Agenda } from "../parts/agenda";
import { BallotResult } from "../parts/ballot_result";
import { useLight } from "./light";
import { Whole } from "./panel";
import { Documents, Ways } from "./papers_tab";
import { Card } from "./parts";

export function Closed({ head }: { head: HeadPart }) {
  const { hall } = useLight();
  const { ballot, agenda } = hall.parts.value;
  const record = (
    <a class="button filled main" href={`/hall/${hall.id}/record`}>
      {t("light.record")}
    </a>
  );
  return (
    <Whole foot={record}>
      <Card title={t("light.closed")}>
        <p>{t("light.closed.when", { time: dayTime(head.closed_at) })}</p>
        <p class="second">{t("light.closed.record")}</p>
      </Card>
      {ballot?.ballot?.state === "published" && (
        <div class="card">
          <BallotResult ballot={ballot.ballot} />
        </div>
      )}
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
