/** Changing the agenda while it goes on: items that wait are added, changed, moved and removed; any can be begun. */

import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { type AnyClientCommand, type Item, type ItemKind, TEXT_LIMITS } from "../../../protocol/messages";
import { Field } from "../../parts/field";
import { SubmitForm, useSubmit } from "../../parts/submit";
import { Amount, Pick } from "../setup/controls";
import { useModerator } from "./context";
import { SheetFrame } from "./sheet";

const KINDS = ["talk", "debate", "speeches", "questions", "ballot", "break"] as const satisfies readonly ItemKind[];
const PLAN = { title: "", kind: "speeches" as ItemKind, minutes: 10 };

export function AgendaSheet() {
  const { forum } = useModerator();
  const items = forum.parts.value.agenda?.items ?? [];
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <SheetFrame title={t("desk.agenda.edit")}>
      <ol class="desk-list">
        {items.map((item, index) => (
          <li key={item.id} class="stack-tight">
            <p>
              <strong>{item.title}</strong>{" "}
              <span class="quiet">
                {t(`setup.kind.${item.kind}`)} · {t("desk.minutes", { n: item.minutes })} ·{" "}
                {t(`desk.item.${item.state}`)}
              </span>
            </p>
            <ItemActs item={item} index={index} onEdit={() => setEditing(item.id)} />
            {editing === item.id && <ItemForm item={item} onDone={() => setEditing(null)} />}
          </li>
        ))}
      </ol>
      <ItemForm item={null} onDone={() => setEditing(null)} />
    </SheetFrame>
  );
}

function ItemActs({ item, index, onEdit }: { item: Item; index: number; onEdit: () => void }) {
  const { forum, give } = useModerator();
  const parts = forum.parts.value;
  const saw = parts.desk?.agenda_version ?? 0;
  const waits = item.state === "waiting";
  const last = (parts.agenda?.items.length ?? 0) - 1;
  const acts = {
    begin: !waits && item.state !== "finished" ? null : () => give({ order: "start_item", item: item.id, saw }),
    finish: item.state === "running" ? () => give({ order: "finish_item", item: item.id, saw }) : null,
    up: waits && index > 0 ? () => give({ order: "move_item", item: item.id, place: index - 1, saw }) : null,
    down: waits && index < last ? () => give({ order: "move_item", item: item.id, place: index + 1, saw }) : null,
    change: waits ? onEdit : null,
    remove: waits ? () => give({ order: "remove_item", item: item.id, saw }) : null,
  } as const;
  return (
    <div class="row">
      {(Object.keys(acts) as (keyof typeof acts)[]).map((name) => {
        const run = acts[name];
        return (
          run && (
            <button
              type="button"
              class={name === "remove" ? "button danger" : "button"}
              key={name}
              onClick={() => void run()}
            >
              {t(`desk.item.${name}`)}
              <span class="unseen"> {item.title}</span>
            </button>
          )
        );
      })}
    </div>
  );
}

/** A new item, or one that waits. */
function ItemForm({ item, onDone }: { item: Item | null; onDone: () => void }) {
  const { forum, give } = useModerator();
  const [plan, setPlan] = useState(item ?? PLAN);
  const [wrong, setWrong] = useState(false);
  const request = useSubmit();
  const saw = forum.parts.value.desk?.agenda_version ?? 0;
  const fits = plan.title.trim() !== "" && plan.minutes >= 1 && plan.minutes <= 480;
  const submit = async () => {
    if (!fits) return setWrong(true);
    const { kind, minutes } = plan;
    const title = plan.title.trim();
    const order: AnyClientCommand = item
      ? { order: "change_item", item: item.id, title, kind, minutes, speech_s: item.speech_s, saw }
      : { order: "add_item", title, kind, minutes };
    if (!(await request.run(() => give(order)))) return;
    setPlan(PLAN);
    setWrong(false);
    onDone();
  };
  return (
    <SubmitForm submit={request} class="stack" send={submit}>
      <h3>{t(item ? "desk.item.change" : "desk.item.add")}</h3>
      <Field
        label={t("setup.item.title")}
        value={plan.title}
        onInput={(title) => setPlan({ ...plan, title })}
        maxLength={TEXT_LIMITS.label}
        error={wrong && !fits ? t("desk.item.wrong") : null}
      />
      <div class="fields">
        <Pick
          label={t("setup.item.kind")}
          value={plan.kind}
          options={KINDS.map((value) => ({ value, words: t(`setup.kind.${value}`) }))}
          onChange={(kind) => setPlan({ ...plan, kind })}
        />
        <Amount
          label={t("setup.item.minutes")}
          unit={t("setup.minutes")}
          min={1}
          max={480}
          value={plan.minutes}
          onChange={(minutes) => setPlan({ ...plan, minutes })}
        />
      </div>
      <button type="submit" class="button second wide">
        {t(item ? "desk.item.save" : "desk.item.add")}
      </button>
    </SubmitForm>
  );
}
