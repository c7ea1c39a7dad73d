/** The first visit in three steps. Each can be skipped; it never covers the composer and never holds the focus. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import type { View } from "../../protocol/messages";
import { guideSeen } from "../base/settings";

export function Guide({ view }: { view: View }) {
  const [step, setStep] = useState(0);
  const steps = [
    t(view === "list" ? "guide.walk.list" : "guide.walk"),
    t("guide.talk"),
    t(view === "list" ? "guide.care.list" : "guide.care"),
  ];
  const end = () => {
    guideSeen.value = true;
  };
  const last = step === steps.length - 1;
  return (
    <section class="guide" aria-label={t("guide.title")}>
      <p class="quiet">{t("guide.step", { n: step + 1, of: steps.length })}</p>
      <p aria-live="polite">{steps[step]}</p>
      <div class="row row-end">
        {!last && (
          <button type="button" class="button text" onClick={end}>
            {t("guide.skip")}
          </button>
        )}
        <button type="button" class="button second" onClick={() => (last ? end() : setStep(step + 1))}>
          {t(last ? "guide.done" : "guide.next")}
        </button>
      </div>
    </section>
  );
}
