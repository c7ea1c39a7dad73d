/** The items of the agenda: add, change, put in order, take out. */
import { t } from "../../../i18n/t";
import type { ItemKind } from "../../../protocol/messages";
import { Icon } from "../../base/icons";
import { Field } from "../../parts/field";
import { Amount, Pick, Wrong } from "./controls";
import { added, type Item, LIMITS, moved, totalMinutes } from "./plan";
import { Sortable } from "./sortable";
import type { StepProps } from "./step_props";

const KINDS = ["talk", "debate", "speeches", "questions", "ballot", "break"] as const satisfies readonly ItemKind[];
/** Kinds in which citizens speak, so that the length of a speech matters. */
const SPOKEN: readonly ItemKind[] = ["debate", "speeches", "questions"];

export function AgendaEditor({ plan, faults, change }: StepProps) {
  const set = (agenda: readonly Item[]) => change({ ...plan, agenda });
  const alter = (row: number, part: Partial<Item>) =>
    set(plan.agenda.map((item) => (item.row === row ? { ...item, ...part } : item)));
  return (
    <section class="stack" aria-labelledby="agenda-title">
      <div class="spread">
        <h2 id="agenda-title">{t("setup.agenda")}</h2>
        <p class="second" role="status">
          {t("setup.total", { n: totalMinutes(plan) })}
        </p>
      </div>
      <Sortable
        label={t("setup.agenda")}
        items={plan.agenda}
        keyOf={(item) => item.row}
        nameOf={(item) => item.title}
        onMove={(from, to) => set(moved(plan.agenda, from, to))}
      >
        {(item) => (
          <ItemRow
            item={item}
            speech={plan.rules.speech_s}
            onChange={(part) => alter(item.row, part)}
            onRemove={() => set(plan.agenda.filter((one) => one.row !== item.row))}
          />
        )}
      </Sortable>
      <Wrong words={faults.agenda ? t(faults.agenda) : null} />
      {plan.agenda.length < LIMITS.items && (
        <div>
          <button type="button" class="button" onClick={() => set(added(plan.agenda))}>
            {t("setup.item.add")}
          </button>
        </div>
      )}
    </section>
  );
}

interface RowProps {
  readonly item: Item;
  /** Seconds of a speech where the item says nothing. */
  readonly speech: number;
  readonly onChange: (part: Partial<Item>) => void;
  readonly onRemove: () => void;
}

function ItemRow({ item, speech, onChange, onRemove }: RowProps) {
  return (
    <div class="fields item-fields">
      <Field
        label={t("setup.item.title")}
        value={item.title}
        maxLength={LIMITS.title}
        onInput={(title) => onChange({ title })}
      />
      <Pick
        label={t("setup.item.kind")}
        value={item.kind}
        options={KINDS.map((value) => ({ value, words: t(`setup.kind.${value}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <Amount
        label={t("setup.item.minutes")}
        unit={t("setup.minutes")}
        value={item.minutes}
        min={1}
        max={LIMITS.minutes}
        onChange={(minutes) => onChange({ minutes })}
      />
      {SPOKEN.includes(item.kind) && (
        <Amount
          label={t("setup.item.speech")}
          unit={t("setup.seconds")}
          value={item.speech_s || speech}
          min={10}
          max={LIMITS.speech}
          onChange={(seconds) => onChange({ speech_s: seconds === speech ? 0 : seconds })}
        />
      )}
      <button
        type="button"
        class="button icon remove"
        aria-label={t("setup.item.remove", { name: item.title || t("setup.item.new") })}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
