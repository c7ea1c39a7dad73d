/** Asking for the floor: for which camp, what kind, a word on what about. One tap where there is nothing to choose. */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import type { Kind, Stance } from "../../../protocol/messages";
import { Choices, Field } from "../../parts/field";
import { runningItem } from "../parts/agenda";
import { CampMark, markOf } from "../parts/marks";
import { useDoing } from "./doing";
import { useLight } from "./light";
import { Problem } from "./parts";

/** Characters of the remark for the moderator. */
const NOTE = 200;

export function AskForm({ onDone }: { onDone: () => void }) {
  const { hall } = useLight();
  const { head, floor, agenda } = hall.parts.value;
  const kinds = offeredKinds(head?.rules.kinds ?? [], floor?.open ?? false);
  const camps = (head?.rules.camps ?? false) && runningItem(agenda)?.item.kind === "debate";
  const [kind, setKind] = useState<Kind>(kinds[0] ?? "normal");
  const [stance, setStance] = useState<Stance | "">("");
  const [note, setNote] = useState("");
  const [unsaid, setUnsaid] = useState(false);
  const doing = useDoing();
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>("h2")?.focus();
  }, []);
  const withCamp = camps && kind === "normal";
  const ask = async () => {
    if (withCamp && stance === "") return setUnsaid(true);
    const chosen = withCamp && stance !== "" ? stance : "none";
    const order = { order: "ask_floor" as const, kind, stance: chosen, note: note.trim() };
    if (await doing.run(() => hall.order(order))) onDone();
  };
  return (
    <form
      ref={box}
      class="card stack"
      aria-label={t("light.ask.title")}
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <h2 tabIndex={-1}>{t("light.ask.title")}</h2>
      {withCamp && (
        <Choices
          legend={t("light.ask.camp")}
          value={stance}
          onChange={(value) => {
            setUnsaid(false);
            setStance(value);
          }}
          options={(["pro", "con"] as const).map((value) => ({
            value: value as Stance | "",
            words: t(`mark.${value}.words`),
            icon: <CampMark mark={value} />,
          }))}
        />
      )}
      {kinds.length > 1 && (
        <Choices
          legend={t("light.ask.kind")}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({
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
        maxLength={NOTE}
        onInput={setNote}
      />
      <Problem words={unsaid ? t("refusal.stance_needed") : doing.problem} />
      <div class="ask-foot">
        <button type="submit" class="button filled main" aria-disabled={doing.busy}>
          {t(doing.busy ? "light.asking" : "light.ask.do")}
        </button>
        <button type="button" class="button wide" onClick={onDone}>
          {t("act.cancel")}
        </button>
      </div>
    </form>
  );
}

/** Which kinds one may ask for now: a closed queue takes points of order only. */
export function offeredKinds(kinds: readonly Kind[], open: boolean): readonly Kind[] {
  const order: readonly Kind[] = ["normal", "point_of_order", "interposed", "intervention"];
  return order.filter((kind) => kinds.includes(kind) && (open || kind === "point_of_order"));
}
