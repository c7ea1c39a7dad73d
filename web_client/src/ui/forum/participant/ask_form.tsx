/** Asking for the floor: for which camp, what kind, a word on what about. One tap where there is nothing to choose. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { type Kind, type Stance, TEXT_LIMITS } from "../../../protocol/messages";
import { Choices, Field } from "../../parts/field";
import { Problem, SubmitForm, useSubmit } from "../../parts/submit";
import { CampMark, markOf } from "../parts/marks";
import { useParticipant } from "./context";

export function AskForm({ onDone }: { onDone: () => void }) {
  const { forum } = useParticipant();
  const { offers = [], stances = false } = forum.parts.value.floor ?? {};
  const [kind, setKind] = useState<Kind>(offers[0] ?? "normal");
  // What is offered changes while one writes: nobody asks for another kind than they saw, so that the choice stays.
  const gone = !offers.includes(kind);
  const [stance, setStance] = useState<Stance | "">("");
  const [note, setNote] = useState("");
  const doing = useSubmit();
  useEffect(() => {
    doing.form.current?.querySelector<HTMLElement>("h2")?.focus();
  }, []);
  const withCamp = stances && kind === "normal";
  const ask = async () => {
    if (gone) return doing.refuse(t(kind === "interposed" ? "refusal.nobody_speaks" : "refusal.queue_closed"));
    if (withCamp && stance === "") return doing.refuse(t("refusal.stance_needed"));
    const camp = withCamp && stance !== "" ? stance : "none";
    const order = { order: "ask_floor" as const, kind, stance: camp, note: note.trim() };
    if (await doing.run((id) => forum.order(order, id), order)) onDone();
  };
  return (
    <SubmitForm submit={doing} class="card stack" label={t("light.ask.title")} send={ask}>
      <h2 tabIndex={-1}>{t("light.ask.title")}</h2>
      {withCamp && <CampChoice value={stance} onChange={setStance} />}
      {(offers.length > 1 || (gone && offers.length > 0)) && (
        <Choices
          legend={t("light.ask.kind")}
          value={kind}
          onChange={setKind}
          options={offers.map((value) => ({
            value,
            words: t(`light.kind.${value}`),
            aside: t(`light.kind.${value}.aside`),
            icon: <CampMark mark={markOf(value, "none")} />,
          }))}
        />
      )}
      <Field
        label={t("light.ask.note")}
        aside={t("light.ask.note.aside")}
        value={note}
        maxLength={TEXT_LIMITS.note}
        onInput={setNote}
      />
      <Problem words={doing.problem} />
      <div class="ask-foot">
        <button type="submit" class="button filled main" aria-disabled={doing.busy}>
          {t(doing.busy ? "light.asking" : "light.ask.do")}
        </button>
        <button type="button" class="button wide" onClick={onDone}>
          {t("act.cancel")}
        </button>
      </div>
    </SubmitForm>
  );
}

/** For which camp one asks; nothing is chosen beforehand. */
function CampChoice({ value, onChange }: { value: Stance | ""; onChange: (value: Stance | "") => void }) {
  return (
    <Choices
      legend={t("light.ask.camp")}
      value={value}
      onChange={onChange}
      options={(["pro", "con"] as const).map((camp) => ({
        value: camp as Stance | "",
        words: t(`mark.${camp}.words`),
        icon: <CampMark mark={camp} />,
      }))}
    />
  );
}
