/** After it closed: thanks, the result, the record. Or that it was called off, and why. */
import { t } from "../../../i18n/t";
import { dayTime } from "../../../i18n/time";
import type { HeadPart } from "../../../protocol/messages";
import { Agenda } from "../parts/agenda";
import { BallotResult } from "../parts/ballot_result";
import { useParticipant } from "./context";
import { Whole } from "./panel";
import { About, Documents, Ways } from "./papers_tab";
import { Card } from "./parts";

export function Closed({ head }: { head: HeadPart }) {
  const { forum } = useParticipant();
  const { ballot, agenda } = forum.parts.value;
  const record = (
    <a class="button filled main" href={`/hall/${forum.id}/record`}>
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

export function Cancelled({ head }: { head: HeadPart }) {
  const others = (
    <a class="button filled main" href="/forums">
      {t("light.cancelled.others")}
    </a>
  );
  return (
    <Whole foot={others}>
      <Card title={t("light.cancelled")}>
        <p>
          <strong>{t("light.cancelled.why")}</strong> {head.cancelled}
        </p>
        <p>{t("light.cancelled.when", { time: dayTime(head.opens_at) })}</p>
      </Card>
      <About details={head.details} />
      {head.details.documents.length > 0 && <Documents details={head.details} />}
      <Ways place={head.hall} />
    </Whole>
  );
}
