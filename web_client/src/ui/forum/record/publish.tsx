/** Publishing, for officers: with the names of those who agreed, or of nobody; a withdrawal wants its reason. */

import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { useLoaded } from "../../base/hooks";
import { whyNot } from "../../base/refusals";
import { Field } from "../../parts/field";
import { Problem, useSubmit } from "../../parts/submit";
import { type Publication, recordApi, type Speaker } from "./record_api";

interface PublishProps {
  readonly forum: string;
  readonly publication: Publication;
  readonly onDone: () => void;
}

export function Publish({ forum, publication, onDone }: PublishProps) {
  const speakers = useLoaded(() => recordApi.speakers(forum), `${forum} ${publication.published}`);
  return (
    <section class="card stack no-print" aria-labelledby="publish">
      <h2 id="publish">{t("record.publish.title")}</h2>
      {speakers.state === "loading" && <p role="status">{t("loading")}</p>}
      {speakers.state === "failed" && <p role="alert">{whyNot(speakers.trouble)}</p>}
      {speakers.state === "ready" && (
        <Names key={chosen(speakers.value)} {...{ forum, publication, onDone }} speakers={speakers.value} />
      )}
      {publication.published > 0 && <Withdraw forum={forum} onDone={onDone} />}
    </section>
  );
}

/** Who is named by now, as a key: what is ticked begins anew when that changes, not while one chooses. */
const chosen = (speakers: readonly Speaker[]) =>
  speakers
    .filter((one) => one.named)
    .map((one) => one.person)
    .join();

function Names({ forum, publication, speakers, onDone }: PublishProps & { speakers: readonly Speaker[] }) {
  const [named, setNamed] = useState(() => new Set(speakers.filter((one) => one.named).map((one) => one.person)));
  const { problem, busy, run } = useSubmit();
  const choose = (person: string) => {
    const next = new Set(named);
    if (!next.delete(person)) next.add(person);
    setNamed(next);
  };
  const send = () =>
    run(async () => {
      await recordApi.publish(forum, [...named]);
      onDone();
    });
  return (
    <>
      {speakers.length > 0 && (
        <fieldset class="stack-tight">
          <legend>{t("record.publish.names")}</legend>
          <p class="second">{t("record.publish.agreed")}</p>
          {speakers.map((one) => (
            <label class="check" key={one.person}>
              <input type="checkbox" checked={named.has(one.person)} onChange={() => choose(one.person)} />
              <span>
                {one.name} <span class="second">{one.number}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <Problem words={problem} />
      <div>
        <button type="button" class="button filled" aria-disabled={busy} onClick={send}>
          {busy ? t("record.publish.busy") : t(publication.published ? "record.publish.again" : "record.publish.now")}
        </button>
      </div>
    </>
  );
}

function Withdraw({ forum, onDone }: { forum: string; onDone: () => void }) {
  const [reason, setReason] = useState("");
  const { problem, busy, run } = useSubmit();
  const send = () =>
    run(async () => {
      await recordApi.withdraw(forum, reason);
      onDone();
    });
  return (
    <details>
      <summary>{t("record.withdraw")}</summary>
      <div class="stack">
        <Field label={t("record.withdraw.reason")} value={reason} onInput={setReason} maxLength={200} />
        <Problem words={problem} />
        <div>
          <button type="button" class="button danger" aria-disabled={busy} onClick={send}>
            {t("record.withdraw")}
          </button>
        </div>
      </div>
    </details>
  );
}
