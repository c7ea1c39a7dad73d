/** What moderators look at: flags with their evidence, bans, and who looked at whose data. */
import { useState } from "preact/hooks";
import { t, tMade } from "../../i18n/t";
import { dayTime } from "../../i18n/time";
import { useLoaded } from "../hooks";
import { Field } from "../parts/field";
import { whyNot } from "../refusals";
import { Problem, useRequest } from "./sign_in";
import { type BanLine, type FlagLine, staffApi } from "./staff_api";
import { Table } from "./table";

/** Loads a list and shows it, or why not, or that it is empty. */
export function Listed<T>({
  load,
  again,
  empty,
  children,
}: {
  load: () => Promise<readonly T[]>;
  again: number;
  empty: string;
  children: (rows: readonly T[]) => preact.ComponentChildren;
}) {
  const rows = useLoaded(load, again);
  if (rows.state === "loading") return <p class="quiet">{t("loading")}</p>;
  if (rows.state === "failed") return <p role="alert">{whyNot(rows.trouble)}</p>;
  return <>{rows.value.length ? children(rows.value) : <p class="empty">{empty}</p>}</>;
}

export function Flags() {
  const [again, setAgain] = useState(0);
  return (
    <Listed load={staffApi.flags} again={again} empty={t("staff.flags.none")}>
      {(flags) => (
        <ul class="stack">
          {flags.map((flag) => (
            <Flag key={flag.id} flag={flag} onDone={() => setAgain((n) => n + 1)} />
          ))}
        </ul>
      )}
    </Listed>
  );
}

function Flag({ flag, onDone }: { flag: FlagLine; onDone: () => void }) {
  const [note, setNote] = useState("");
  const request = useRequest();
  const judge = (verdict: "upheld" | "dismissed") =>
    request.run(async () => {
      await staffApi.judge(flag.id, verdict, note.trim());
      onDone();
    });
  return (
    <li class="card stack">
      <div class="spread">
        <h2>{flag.name}</h2>
        <span class="quiet">
          {tMade(`staff.flag.${flag.kind}`, "staff.flag.report")} · {dayTime(flag.at)}
        </span>
      </div>
      <p>{flag.reason}</p>
      {flag.evidence.map((one, index) => (
        <blockquote class="address" key={index}>
          {String(one.text ?? "")}
        </blockquote>
      ))}
      {flag.verdict ? (
        <p class="quiet">
          {t(flag.verdict === "upheld" ? "staff.upheld" : "staff.dismissed")} · {flag.judged_by} {flag.note}
        </p>
      ) : (
        <>
          <Field label={t("staff.note")} value={note} onInput={setNote} maxLength={500} />
          <Problem words={request.problem} />
          <div class="row">
            <button type="button" class="button danger" onClick={() => void judge("upheld")}>
              {t("staff.uphold")}
            </button>
            <button type="button" class="button" onClick={() => void judge("dismissed")}>
              {t("staff.dismiss")}
            </button>
          </div>
        </>
      )}
    </li>
  );
}

export function Bans() {
  const [again, setAgain] = useState(0);
  return (
    <Listed load={staffApi.bans} again={again} empty={t("staff.bans.none")}>
      {(bans) => (
        <ul class="stack">
          {bans.map((ban) => (
            <Ban key={ban.id} ban={ban} onDone={() => setAgain((n) => n + 1)} />
          ))}
        </ul>
      )}
    </Listed>
  );
}

function Ban({ ban, onDone }: { ban: BanLine; onDone: () => void }) {
  const [reason, setReason] = useState("");
  const request = useRequest();
  const lift = () =>
    request.run(async () => {
      await staffApi.liftBan(ban.id, reason.trim());
      onDone();
    });
  return (
    <li class="card stack">
      <h2>{ban.name}</h2>
      <p>
        {t("staff.ban.until", { until: dayTime(ban.until) })} {ban.reason}
      </p>
      <Field
        label={t("staff.ban.lift.reason")}
        value={reason}
        onInput={setReason}
        maxLength={500}
        error={request.problem}
      />
      <div>
        <button type="button" class="button" disabled={!reason.trim()} onClick={() => void lift()}>
          {t("staff.ban.lift")}
        </button>
      </div>
    </li>
  );
}

export function AccessLog() {
  const month = useLoaded(staffApi.accessLog);
  if (month.state === "loading") return <p class="quiet">{t("loading")}</p>;
  if (month.state === "failed") return <p role="alert">{whyNot(month.trouble)}</p>;
  const { sums, lines } = month.value;
  const head = [t("staff.login"), t("staff.task"), t("staff.rows")];
  return (
    <>
      <h2>{month.value.month}</h2>
      <Table
        label={t("staff.access.sums")}
        head={[...head, t("staff.times")]}
        rows={sums.map((one) => [one.login, one.task, one.rows, one.times])}
      />
      <Table
        label={t("staff.access")}
        head={[t("staff.when"), ...head, t("staff.whose")]}
        rows={lines.map((one) => [dayTime(one.at), one.login, one.task, one.rows, one.whose ?? ""])}
      />
    </>
  );
}
