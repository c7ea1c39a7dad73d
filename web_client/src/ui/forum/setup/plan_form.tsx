/** The form of a plan in three steps: what, when and where; agenda and rules; look and send. One goes on when all is right. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { Problem, SubmitForm, useSubmit } from "../../parts/submit";
import { AgendaEditor } from "./agenda_editor";
import { Announce } from "./announce";
import type { HallChoice } from "./hall_choice";
import { type Field, faultsOf, type Plan } from "./plan";
import { RulesEditor } from "./rules_editor";
import type { FormatsAnswer } from "./setup_api";
import type { StepProps } from "./step_props";
import { WhatStep } from "./what_step";
import "./setup.css";

export interface PlanFormProps {
  readonly formats: FormatsAnswer;
  readonly halls: readonly HallChoice[];
  /** Where to begin. */
  readonly first: { readonly plan: Plan; readonly step: number };
  /** Told of every change of plan or step. */
  readonly onWritten?: (plan: Plan, step: number) => void;
  /** What the last step shows. */
  readonly preview: (plan: Plan) => ComponentChildren;
  /** The words of the last step and of its button. */
  readonly last: string;
  readonly sends: string;
  readonly send: (plan: Plan) => Promise<void>;
  /** Whether the form stands where something with the focus was. */
  readonly takesFocus?: boolean;
}

/** The fields of each step: one goes on when they are right. */
const FIELDS: readonly (readonly Field[])[] = [
  ["title", "when", "hall"],
  ["agenda", "speech", "ballot", "about", "panel", "documents", "live", "sign"],
  [],
];

export function PlanForm({ formats: { formats, faults: broken }, halls, first, ...does }: PlanFormProps) {
  const [plan, setPlan] = useState(first.plan);
  const [step, setStep] = useState(first.step);
  const [tried, setTried] = useState(false);
  const request = useSubmit();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (step > 0 || does.takesFocus) head.current?.focus();
  }, [step]);
  const all = faultsOf(plan);
  const wrong = (FIELDS[step] ?? []).some((field) => all[field]);
  const change = (to: Plan) => {
    setPlan(to);
    does.onWritten?.(to, step);
  };
  const go = (to: number) => {
    setTried(to > step && wrong);
    if (to > step && wrong) return;
    setStep(to);
    does.onWritten?.(plan, to);
  };
  const names = [t("setup.step.what"), t("setup.step.agenda"), does.last];
  const props: StepProps = { plan, faults: tried ? all : {}, change };
  return (
    <SubmitForm
      submit={request}
      class="setup stack"
      send={() => {
        if (step === FIELDS.length - 1) void request.run(() => does.send(plan));
        else go(step + 1);
      }}
    >
      <Steps names={names} step={step} />
      <h2 class="unseen" tabIndex={-1} ref={head}>
        {names[step]}
      </h2>
      {broken.map((one) => (
        <p class="note bad" key={one}>
          {one}
        </p>
      ))}
      {step === 0 && <WhatStep {...props} formats={formats} halls={halls} />}
      {step === 1 && <Second {...props} />}
      {step === 2 && does.preview(plan)}
      {tried && wrong && <Problem words={t("setup.wrong")} />}
      <Problem words={request.problem} />
      <div class="row setup-acts">
        {step > 0 && (
          <button type="button" class="button" onClick={() => go(step - 1)}>
            {t("setup.before")}
          </button>
        )}
        <button type="submit" class="button filled" aria-disabled={request.busy}>
          {step < FIELDS.length - 1 ? t("setup.next") : does.sends}
        </button>
      </div>
    </SubmitForm>
  );
}

function Steps({ names, step }: { names: readonly string[]; step: number }) {
  return (
    <ol class="steps" aria-label={t("setup.steps")}>
      {names.map((name, index) => (
        <li key={name} aria-current={index === step ? "step" : undefined}>
          {name}
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
