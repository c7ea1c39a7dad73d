/** What is announced beside the agenda: about, who is invited, what to read, where to watch. */
import { t } from "../../../i18n/t";
import type { Details } from "../../../protocol/messages";
import { Icon } from "../../base/icons";
import { Field } from "../../parts/field";
import { Wrong } from "./controls";
import { LIMITS } from "./plan";
import type { StepProps } from "./step_props";

export function Announce({ plan, faults, change }: StepProps) {
  const { details } = plan;
  const set = (part: Partial<Details>) => change({ ...plan, details: { ...details, ...part } });
  const address = (value: string) => value.trim() || null;
  return (
    <div class="stack">
      <Field
        label={t("setup.about")}
        lines={3}
        value={details.about}
        error={faults.about ? t(faults.about) : null}
        maxLength={LIMITS.about}
        onInput={(about) => set({ about })}
      />
      <Field
        label={t("setup.panel")}
        hint={t("setup.panel.hint")}
        lines={3}
        value={details.panel.join("\n")}
        error={faults.panel ? t(faults.panel) : null}
        onInput={(text) => set({ panel: text.split("\n") })}
      />
      <Documents details={details} set={set} wrong={faults.documents ? t(faults.documents) : null} />
      <Field
        label={t("setup.live")}
        hint={t("setup.live.hint")}
        value={details.live ?? ""}
        error={faults.live ? t(faults.live) : null}
        onInput={(value) => set({ live: address(value) })}
      />
      <Field
        label={t("setup.sign")}
        value={details.sign ?? ""}
        error={faults.sign ? t(faults.sign) : null}
        onInput={(value) => set({ sign: address(value) })}
      />
    </div>
  );
}

interface DocumentsProps {
  readonly details: Details;
  readonly set: (part: Partial<Details>) => void;
  readonly wrong: string | null;
}

function Documents({ details: { documents }, set, wrong }: DocumentsProps) {
  const alter = (index: number, part: Partial<Details["documents"][number]>) =>
    set({ documents: documents.map((one, n) => (n === index ? { ...one, ...part } : one)) });
  return (
    <section class="stack" aria-labelledby="documents-title">
      <h3 id="documents-title">{t("setup.documents")}</h3>
      {documents.map((one, index) => (
        <div class="fields item-fields" key={index}>
          <Field label={t("setup.document.title")} value={one.title} onInput={(title) => alter(index, { title })} />
          <Field label={t("setup.document.url")} value={one.url} onInput={(url) => alter(index, { url })} />
          <button
            type="button"
            class="button icon remove"
            aria-label={t("setup.item.remove", { name: one.title || t("setup.document") })}
            onClick={() => set({ documents: documents.filter((_, n) => n !== index) })}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <Wrong words={wrong} />
      {documents.length < LIMITS.documents && (
        <div>
          <button
            type="button"
            class="button"
            onClick={() => set({ documents: [...documents, { title: "", url: "https://" }] })}
          >
            {t("setup.document.add")}
          </button>
        </div>
      )}
    </section>
  );
}
