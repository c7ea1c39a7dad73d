/** Sets a forum up: all but the title is filled in. What was written last time is offered first. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { dayTime } from "../../../i18n/time";
import { loadWorld } from "../../../world/world";
import { useLoaded } from "../../base/hooks";
import { whyNot } from "../../base/refusals";
import { type Draft, dropDraft, keepDraft, keptDraft } from "./draft";
import { type HallChoice, hallName, hallsOf } from "./hall_choice";
import { firstPlan, wishOf } from "./plan";
import { PlanForm } from "./plan_form";
import { Preview } from "./preview";
import { type FormatsAnswer, setupApi } from "./setup_api";

/** Loads what the form of a plan needs. */
export async function loadForm(): Promise<{ readonly formats: FormatsAnswer; readonly halls: readonly HallChoice[] }> {
  const [formats, world] = await Promise.all([setupApi.formats(), loadWorld()]);
  return { formats, halls: hallsOf(world) };
}

interface SetupProps {
  /** The account: a draft is offered to who wrote it. */
  readonly who: string;
  readonly onMade: (forum: string) => void;
}

export function Setup(props: SetupProps) {
  const loaded = useLoaded(loadForm);
  if (loaded.state === "loading") return <p role="status">{t("loading")}</p>;
  if (loaded.state === "failed") return <p role="alert">{whyNot(loaded.trouble)}</p>;
  return <Begin {...loaded.value} {...props} />;
}

interface BeginProps extends SetupProps {
  readonly formats: FormatsAnswer;
  readonly halls: readonly HallChoice[];
}

function Begin({ formats, halls, who, onMade }: BeginProps) {
  const kept = useMemo(() => keptDraft(who, formats.formats, Date.now()), []);
  const [draft, setDraft] = useState(kept);
  const [asks, setAsks] = useState(kept !== null);
  const plan = useMemo(() => firstPlan(formats.formats, halls[0]?.place.id ?? "", Date.now()), []);
  const act = useMemo(() => crypto.randomUUID().replaceAll("-", ""), []);
  if (!plan) return <p role="alert">{t("setup.no_format")}</p>;
  if (asks && draft) {
    const choose = (goesOn: boolean) => {
      if (!goesOn) {
        dropDraft();
        setDraft(null);
      }
      setAsks(false);
    };
    return <Offer draft={draft} onChoice={choose} />;
  }
  const first = draft ?? { plan, step: 0, act };
  return (
    <PlanForm
      formats={formats}
      halls={halls}
      first={first}
      onWritten={(written, step) => keepDraft(who, { plan: written, step, act: first.act, at: Date.now() })}
      preview={(written) => <Preview plan={written} hall={hallName(halls, written.hall)} />}
      last={t("setup.step.make")}
      sends={t("setup.make")}
      takesFocus={kept !== null}
      send={async (written) => {
        const { forum } = await setupApi.create(wishOf(written, first.act));
        dropDraft();
        onMade(forum);
      }}
    />
  );
}

function Offer({ draft, onChoice }: { draft: Draft; onChoice: (goesOn: boolean) => void }) {
  const go = useRef<HTMLButtonElement>(null);
  useEffect(() => go.current?.focus(), []);
  return (
    <section class="card stack" aria-labelledby="draft-title">
      <h2 id="draft-title">{t("setup.draft")}</h2>
      <p>
        <strong>{draft.plan.title.trim() || t("setup.draft.untitled")}</strong>
      </p>
      <p class="second">{t("setup.draft.what", { time: dayTime(draft.at) })}</p>
      <div class="row">
        <button type="button" class="button filled" ref={go} onClick={() => onChoice(true)}>
          {t("setup.draft.go_on")}
        </button>
        <button type="button" class="button" onClick={() => onChoice(false)}>
          {t("setup.draft.anew")}
        </button>
      </div>
    </section>
  );
}
