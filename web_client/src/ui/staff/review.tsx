/** What moderators look at: flags with their evidence, bans, and who looked at whose data. */

import { useCallback, useEffect, useState } from "preact/hooks";
import { t, tMade } from "../../i18n/t";
import { dayTime } from "../../i18n/time";
import { useLoaded } from "../base/hooks";
import { whyNot } from "../base/refusals";
import { Field } from "../parts/field";
import { Problem, useSubmit } from "../parts/submit";
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

/** Grows when somebody looks at the page again: colleagues may have worked meanwhile. No polling: each list is logged. */
function useLooks(): readonly [number, () => void] {
  const [looks, set] = useState(0);
  const look = useCallback(() => set((n) => n + 1), []);
  useEffect(() => {
    const back = () => document.hidden || look();
    document.addEventListener("visibilitychange", back);
    addEventListener("focus", back);
    return () => {
      document.removeEventListener("visibilitychange", back);
      removeEventListener("focus", back);
    };
  }, [look]);
  return [looks, look];
}

export function Flags() {
  const [again, look] = useLooks();
  return (
    <Listed load={staffApi.flags} again={again} empty={t("staff.flags.none")}>
      {(flags) => (
        <ul class="stack">
          {flags.map((flag) => (
            <Flag key={flag.id} flag={flag} onDone={look} />
          ))}
        </ul>
      )}
    </Listed>
  );
}

function Flag({ flag, onDone }: { flag: FlagLine; onDone: () => void }) {
  const [note, setNote] = useState("");
  const request = useSubmit();
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
          {request.code === "already" && (
            <div>
              <button type="button" class="button" onClick={onDone}>
                {t("staff.flags.again")}
              </button>
            </div>
          )}
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
  const [again, look] = useLooks();
  return (
    <Listed load={staffApi.bans} again={again} empty={t("staff.bans.none")}>
      {(bans) => (
        <ul class="stack">
          {bans.map((ban) => (
            <Ban key={ban.id} ban={ban} onDone={look} />
          ))}
        </ul>
      )}
    </Listed>
  );
}

function Ban({ ban, onDone }: { ban: BanLine; onDone: () => void }) {
  const [reason, setReason] = useState("");
  const request = useSubmit();
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

/** The account of accesses by the command line, as the server writes it. */
const COMMAND_LINE = "admin";

const loginWords = (login: string) => (login === COMMAND_LINE ? t("staff.login.command") : login);
const taskWords = (task: string) => tMade(`staff.task.${task}`, "staff.task.other", { task });

/** Names whose data it was: by name, by the end of the id where erased, or as a list of many. */
function whoseWords({ whose, name }: { whose: string | null; name: string | null }): string {
  if (whose === null) return t("staff.whose.many");
  return name ?? t("staff.whose.gone", { end: whose.slice(-4) });
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
        rows={sums.map((one) => [loginWords(one.login), taskWords(one.task), one.rows, one.times])}
      />
      <Table
        label={t("staff.access")}
        head={[t("staff.when"), ...head, t("staff.whose")]}
        rows={lines.map((one) => [
          dayTime(one.at),
          loginWords(one.login),
          taskWords(one.task),
          one.rows,
          whoseWords(one),
        ])}
      />
    </>
  );
}
