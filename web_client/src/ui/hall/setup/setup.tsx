/** Sets a forum up in three steps: what, when and where; agenda and rules; look and make. All but the title is filled in. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { loadWorld, type Place, type World } from "../../../world/world";
import { useLoaded } from "../../hooks";
import { Problem, useRequest } from "../../parts/request";
import { placeName } from "../../place_words";
import { whyNot } from "../../refusals";
import { AgendaEditor } from "./agenda_editor";
import { Announce } from "./announce";
import { type Faults, type Field, faultsOf, firstPlan, type Plan, wishOf } from "./plan";
import { Preview } from "./preview";
import { RulesEditor } from "./rules_editor";
import { type FormatsAnswer, setupApi } from "./setup_api";
import { WhatStep } from "./what_step";
import "./setup.css";

export interface StepProps {
  readonly plan: Plan;
  /** What is wrong, once somebody wanted to go on. */
  readonly faults: Faults;
  readonly change: (plan: Plan) => void;
}

const STEPS = ["what", "agenda", "make"] as const;
/** The fields of each step: one goes on when they are right. */
const FIELDS: readonly (readonly Field[])[] = [
  ["title", "when", "hall"],
  ["agenda", "speech", "ballot", "about", "panel", "documents", "live", "sign"],
  [],
];

/** Places in which a forum can be held. */
export function hallsOf(world: World): readonly Place[] {
  const held = new Set(world.zones.filter(({ kind }) => kind === "hall" || kind === "forum").map((zone) => zone.place));
  return [...world.places.values()].filter((place) => held.has(place.id));
}

export function Setup({ onMade }: { onMade: (forum: string) => void }) {
  const loaded = useLoaded(async () => {
    const [formats, world] = await Promise.all([setupApi.formats(), loadWorld()]);
    return { formats, halls: hallsOf(world) };
  });
  if (loaded.state === "loading") return <p role="status">{t("loading")}</p>;
  if (loaded.state === "failed") return <p role="alert">{whyNot(loaded.trouble)}</p>;
  return <Form {...loaded.value} onMade={onMade} />;
}

interface FormProps {
  readonly formats: FormatsAnswer;
  readonly halls: readonly Place[];
  readonly onMade: (forum: string) => void;
}

function Form({ formats: { formats, faults: broken }, halls, onMade }: FormProps) {
  const first = useMemo(() => firstPlan(formats, halls[0]?.id ?? "", Date.now()), []);
  const [kept, setPlan] = useState(first);
  const [step, setStep] = useState(0);
  const [tried, setTried] = useState(false);
  const act = useMemo(() => crypto.randomUUID().replaceAll("-", ""), []);
  const request = useRequest();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (step > 0) head.current?.focus();
  }, [step]);
  if (!kept) return <p role="alert">{t("setup.no_format")}</p>;
  const all = faultsOf(kept);
  const wrong = (FIELDS[step] ?? []).some((field) => all[field]);
  const go = (to: number) => {
    setTried(to > step && wrong);
    if (to < step || !wrong) setStep(to);
  };
  const make = () => request.run(async () => onMade((await setupApi.create(wishOf(kept, act))).forum));
  const props: StepProps = { plan: kept, faults: tried ? all : {}, change: setPlan };
  const hall = halls.find((one) => one.id === kept.hall);
  return (
    <form
      class="setup stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (step === STEPS.length - 1) void make();
        else go(step + 1);
      }}
    >
      <Steps step={step} />
      <h2 class="unseen" tabIndex={-1} ref={head}>
        {t(`setup.step.${STEPS[step] ?? "what"}`)}
      </h2>
      {broken.map((one) => (
        <p class="note bad" key={one}>
          {one}
        </p>
      ))}
      {step === 0 && <WhatStep {...props} formats={formats} halls={halls} />}
      {step === 1 && <Second {...props} />}
      {step === 2 && <Preview plan={kept} hall={hall ? placeName(hall) : ""} />}
      {tried && wrong && <Problem words={t("setup.wrong")} />}
      <Problem words={request.problem} />
      <div class="row setup-acts">
        {step > 0 && (
          <button type="button" class="button" onClick={() => go(step - 1)}>
            {t("setup.before")}
          </button>
        )}
        <button type="submit" class="button filled" aria-disabled={request.busy}>
          {t(step < STEPS.length - 1 ? "setup.next" : "setup.make")}
        </button>
      </div>
    </form>
  );
}

function Steps({ step }: { step: number }) {
  return (
    <ol class="steps" aria-label={t("setup.steps")}>
      {STEPS.map((one, index) => (
        <li key={one} aria-current={index === step ? "step" : undefined}>
          {t(`setup.step.${one}`)}
        </li>
      ))}
    </ol>
  );
}

/** Agenda, and what most leave as the format has it, folded. A fold with a fault in it stands open. */
function Second(props: StepProps) {
  const { faults } = props;
  return (
    <>
      <AgendaEditor {...props} />
      <details class="card fold" open={Boolean(faults.speech || faults.ballot)}>
        <summary>{t("setup.rules")}</summary>
        <p class="second">{t("setup.rules.hint")}</p>
        <RulesEditor {...props} />
      </details>
      <details class="card fold" open={Boolean(faults.documents || faults.live || faults.sign || faults.panel)}>
        <summary>{t("setup.announce")}</summary>
        <Announce {...props} />
      </details>
    </>
  );
}
