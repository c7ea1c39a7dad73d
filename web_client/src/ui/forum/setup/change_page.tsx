/** Changes a forum that was announced, or calls it off: the form of the set-up, filled in, and what differs before it is sent. */

import { useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { clockTime } from "../../../i18n/time";
import { TEXT_LIMITS } from "../../../protocol/messages";
import { type Facts, TroubleError } from "../../base/api";
import { useLoaded } from "../../base/hooks";
import { whyNot } from "../../base/refusals";
import { Field } from "../../parts/field";
import { Problem, SubmitForm, useSubmit } from "../../parts/submit";
import { didWords } from "../parts/act_words";
import { changeOf, type Difference, differences, merged, planOf } from "./change";
import { type HallChoice, hallName } from "./hall_choice";
import type { Plan } from "./plan";
import { PlanForm } from "./plan_form";
import { loadForm } from "./setup";
import { type FormatsAnswer, type ForumHead, setupApi } from "./setup_api";

interface ChangeProps {
  readonly forum: string;
  readonly onDone: (did: "changed" | "cancelled") => void;
}

/** The kind of forum stands already. */
const NO_FORMATS: FormatsAnswer = { formats: [], faults: [] };
const newAct = () => crypto.randomUUID().replaceAll("-", "");

export function ChangeForum({ forum, onDone }: ChangeProps) {
  const loaded = useLoaded(async () => {
    const [head, { halls }] = await Promise.all([setupApi.head(forum), loadForm()]);
    return { head, halls };
  });
  if (loaded.state === "loading") return <p role="status">{t("loading")}</p>;
  if (loaded.state === "failed") return <p role="alert">{whyNot(loaded.trouble)}</p>;
  if (loaded.value.head.state !== "planned") return <p class="note">{t("change.too_late")}</p>;
  return <Change {...loaded.value} onDone={onDone} />;
}

interface Written {
  /** What is announced, as it was read last. */
  readonly head: ForumHead;
  readonly plan: Plan;
  readonly step: number;
}

/** Another officer was faster: who did what, and what was written here. */
interface Stale {
  readonly facts: Facts;
  readonly plan: Plan;
}

interface Loaded {
  readonly head: ForumHead;
  readonly halls: readonly HallChoice[];
  readonly onDone: ChangeProps["onDone"];
}

const LAST_STEP = 2;

function Change({ head: first, halls, onDone }: Loaded) {
  const [written, setWritten] = useState<Written>({ head: first, plan: planOf(first), step: 0 });
  const [stale, setStale] = useState<Stale | null>(null);
  const [joined, setJoined] = useState(false);
  const { head } = written;
  /** What was sent last: sent again, it is the same act; what was written on since is another one. */
  const sent = useRef<{ readonly act: string; readonly plan: Plan | null }>({ act: "", plan: null });
  const announced = useMemo(() => planOf(head), [head]);
  const differs = (plan: Plan) => differences(announced, plan, (id) => hallName(halls, id));
  const send = async (plan: Plan) => {
    if (differs(plan).length === 0) return;
    if (sent.current.plan !== plan) sent.current = { act: newAct(), plan };
    try {
      await setupApi.change(head.id, changeOf(plan, head, sent.current.act));
    } catch (error) {
      if (!(error instanceof TroubleError && error.code === "stale")) throw error;
      setStale({ facts: error.facts, plan });
      return;
    }
    onDone("changed");
  };
  const join = async ({ plan }: Stale) => {
    const now = await setupApi.head(head.id);
    setWritten({ head: now, plan: merged(announced, plan, planOf(now)), step: LAST_STEP });
    setStale(null);
    setJoined(true);
  };
  return (
    <>
      <PlanForm
        key={`${head.version}:${head.agenda_version}`}
        formats={NO_FORMATS}
        halls={halls}
        first={written}
        preview={(plan) => (
          <>
            <Differences found={differs(plan)} joined={joined} />
            {stale && <WasFaster stale={stale} onJoin={join} />}
          </>
        )}
        last={t("change.step")}
        sends={t("change.send")}
        send={send}
      />
      <Cancel head={head} onDone={() => onDone("cancelled")} />
    </>
  );
}

function Differences({ found, joined }: { found: readonly Difference[]; joined: boolean }) {
  return (
    <section class="card stack" aria-labelledby="change-title">
      {joined && (
        <p class="note" role="status">
          {t("change.merged")}
        </p>
      )}
      <h2 id="change-title">{t("change.list")}</h2>
      {found.length === 0 && <p>{t("change.none")}</p>}
      <ul class="stack changes">
        {found.map(({ what, before, after }) => (
          <li key={what} class="stack-tight">
            <strong>{t(`change.what.${what}`)}</strong>
            <p class="lines second">
              {t("change.before")}: {before}
            </p>
            <p class="lines">
              {t("change.after")}: {after}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Words who was faster, with what and when. */
function fasterWords(key: "change.stale" | "cancel.stale", { by, did, at }: Facts): string {
  return t(key, {
    by: typeof by === "string" && by ? by : t("desk.somebody"),
    at: typeof at === "number" ? clockTime(at) : "",
    did: didWords(String(did)),
  });
}

function WasFaster({ stale, onJoin }: { stale: Stale; onJoin: (stale: Stale) => Promise<void> }) {
  const request = useSubmit();
  return (
    <section class="card stack">
      <Problem words={fasterWords("change.stale", stale.facts)} />
      <Problem words={request.problem} />
      <div>
        <button type="button" class="button second" onClick={() => void request.run(() => onJoin(stale))}>
          {t("change.merge")}
        </button>
      </div>
    </section>
  );
}

function Cancel({ head, onDone }: { head: ForumHead; onDone: () => void }) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const [faster, setFaster] = useState<Facts | null>(null);
  const act = useMemo(newAct, []);
  const request = useSubmit();
  const cancel = async () => {
    try {
      await setupApi.cancel(head.id, { act, reason: reason.trim(), saw: head.version });
      onDone();
    } catch (error) {
      if (!(error instanceof TroubleError && error.code === "stale")) throw error;
      setFaster(error.facts);
    }
  };
  return (
    <details class="card fold">
      <summary>{t("cancel.heading")}</summary>
      <SubmitForm
        submit={request}
        class="stack"
        send={() => {
          setTried(true);
          if (reason.trim()) void request.run(cancel);
        }}
      >
        <p>{t("cancel.what")}</p>
        <Field
          label={t("cancel.reason")}
          hint={t("cancel.reason.hint")}
          error={tried && !reason.trim() ? t("cancel.reason.none") : null}
          value={reason}
          lines={2}
          maxLength={TEXT_LIMITS.note}
          onInput={setReason}
        />
        <Problem words={faster ? fasterWords("cancel.stale", faster) : request.problem} />
        <div>
          <button type="submit" class="button danger" aria-disabled={request.busy}>
            {t("cancel.do")}
          </button>
        </div>
      </SubmitForm>
    </details>
  );
}
