/** Applause, "I cannot hear", "slower please": counted, never kept, five seconds apart. Who called for help is told when it is done. */

import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import type { Signal } from "../../../protocol/messages";
import { Problem, useSubmit } from "../../parts/submit";
import { useParticipant } from "./context";

const SIGNALS: readonly Signal[] = ["applause", "cant_hear", "slower"];
/** Milliseconds between two of one person. */
const LOCK_MS = 5_000;

export function Signals() {
  const { forum, reader } = useParticipant();
  const [shown, setShown] = useState<Signal | null>(null);
  /** When this page called, by the server's clock. */
  const [called, setCalled] = useState<Partial<Record<Signal, number>>>({});
  const doing = useSubmit();
  const { counts = [], helped = [] } = forum.parts.value.signals ?? {};
  const done = helped.find((one) => one.at > (called[one.signal] ?? Number.POSITIVE_INFINITY));
  const show = async (signal: Signal) => {
    if (shown !== null || !(await doing.run(() => forum.show(signal)))) return;
    setShown(signal);
    setCalled({ ...called, [signal]: forum.serverNow() });
    setTimeout(() => setShown(null), LOCK_MS);
  };
  if (reader) return null;
  return (
    <section class="stack-tight" aria-label={t("light.signals")}>
      <div class="signals">
        {SIGNALS.map((signal) => {
          const count = counts.find((one) => one.signal === signal);
          const n = (count?.online ?? 0) + (count?.onsite ?? 0);
          return (
            <button
              type="button"
              class="button"
              key={signal}
              aria-disabled={shown !== null}
              onClick={() => void show(signal)}
            >
              {t(`light.signal.${signal}`)}
              {n > 0 && <span class="quiet">{t("light.signal.count", { n })}</span>}
            </button>
          );
        })}
      </div>
      <p class="quiet" role="status">
        {done
          ? t("light.signal.helped", { signal: t(`light.signal.${done.signal}`) })
          : shown !== null && t("light.signal.shown")}
      </p>
      <Problem words={doing.problem} />
    </section>
  );
}
