/** Preparing a ballot, from the rules of the forum; what a ballot is and is not stands above the question. */

import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import {
  type BallotRules,
  type Base,
  MAX_OPTIONS,
  type Majority,
  type Method,
  type QuorumOf,
  TEXT_LIMITS,
} from "../../../protocol/messages";
import { Choices, Field } from "../../parts/field";
import { SubmitForm, useSubmit } from "../../parts/submit";
import { Pick } from "../setup/controls";
import { type Draft, draftOf, termsOf, type Wrong, wrongWith } from "./ballot_terms";
import { useModerator } from "./context";
import { SheetFrame } from "./sheet";

const METHODS = ["yes_no", "single", "multiple", "score"] as const satisfies readonly Method[];
const BASES = ["valid", "yes_no", "cast", "present", "entitled"] as const satisfies readonly Base[];
const QUORUMS = ["nobody", "present", "entitled"] as const satisfies readonly QuorumOf[];
const MAJORITIES = ["simple", "two_thirds", "relative"] as const satisfies readonly Majority[];

interface FormProps {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly wrong: Wrong | null;
}

export function BallotSheet() {
  const rules = useModerator().forum.parts.value.head?.rules.ballot;
  return <SheetFrame title={t("desk.ballot.make")}>{rules && <BallotForm rules={rules} />}</SheetFrame>;
}

function BallotForm({ rules }: { rules: BallotRules }) {
  const { forum, sheet, give, refused } = useModerator();
  const [draft, setDraft] = useState(() => draftOf(rules));
  const [tried, setTried] = useState(false);
  const request = useSubmit();
  const wrong = tried ? wrongWith(draft) : null;
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = async () => {
    setTried(true);
    if (wrongWith(draft)) return;
    const agenda = forum.parts.value.agenda;
    const item = agenda?.items.find((one) => one.id === agenda.running && one.kind === "ballot")?.id ?? "";
    const labels = { yes: t("desk.option.yes"), no: t("desk.option.no"), abstain: t("desk.option.abstain") };
    const order = { order: "create_ballot", terms: termsOf(draft, rules, labels, item) } as const;
    if (await request.run(() => give(order))) sheet.value = null;
  };
  return (
    <SubmitForm submit={request} class="stack" send={submit}>
      <p class="quiet">{t("desk.ballot.honest")}</p>
      <What draft={draft} set={set} wrong={wrong} />
      <How draft={draft} set={set} wrong={wrong} />
      <div role="alert">{refused.value && <p class="hint bad">{refused.value}</p>}</div>
      <button type="submit" class="button second wide">
        {t("desk.ballot.prepare")}
      </button>
    </SubmitForm>
  );
}

function What({ draft, set, wrong }: FormProps) {
  const error = (one: Wrong) => (wrong === one ? t(`desk.wrong.${one}`) : null);
  return (
    <>
      <Field
        label={t("desk.ballot.question")}
        value={draft.question}
        onInput={(question) => set({ question })}
        lines={2}
        maxLength={TEXT_LIMITS.label}
        error={error("question")}
      />
      <Pick
        label={t("desk.ballot.method")}
        value={draft.method}
        options={METHODS.map((value) => ({ value, words: t(`desk.method.${value}`) }))}
        onChange={(method) => set({ method })}
      />
      {draft.method !== "yes_no" && <Options draft={draft} set={set} wrong={wrong} />}
      {draft.method === "multiple" && (
        <Field
          label={t("desk.ballot.most")}
          value={draft.most}
          onInput={(most) => set({ most })}
          inputMode="numeric"
          error={error("most")}
        />
      )}
      {draft.method === "score" && (
        <Field
          label={t("desk.ballot.top")}
          value={draft.top}
          onInput={(top) => set({ top })}
          inputMode="numeric"
          error={error("top")}
        />
      )}
    </>
  );
}

function Options({ draft, set, wrong }: FormProps) {
  const put = (at: number, words: string) =>
    set({ options: draft.options.map((one, index) => (index === at ? words : one)) });
  const short = wrong === "options" || wrong === "same";
  return (
    <fieldset class="stack-tight">
      <legend class="legend">{t("desk.ballot.options")}</legend>
      {draft.options.map((words, index) => (
        <Field
          key={index}
          label={t("desk.ballot.option", { n: index + 1 })}
          value={words}
          onInput={(typed) => put(index, typed)}
          maxLength={TEXT_LIMITS.label}
          error={short && index === 0 ? t(`desk.wrong.${wrong}`) : null}
        />
      ))}
      {draft.options.length < MAX_OPTIONS && (
        <button type="button" class="button" onClick={() => set({ options: [...draft.options, ""] })}>
          {t("desk.ballot.option.add")}
        </button>
      )}
    </fieldset>
  );
}

function How({ draft, set, wrong }: FormProps) {
  const bases = BASES.filter((base) => draft.method === "yes_no" || base !== "yes_no");
  return (
    <>
      <Choices
        legend={t("setup.secrecy")}
        value={draft.secrecy}
        options={(["hidden", "named"] as const).map((value) => ({ value, words: t(`setup.secrecy.${value}`) }))}
        onChange={(secrecy) => set({ secrecy })}
      />
      <Field
        label={t("desk.ballot.minutes")}
        value={draft.minutes}
        onInput={(minutes) => set({ minutes })}
        inputMode="numeric"
        error={wrong === "minutes" ? t("desk.wrong.minutes") : null}
      />
      <Pick
        label={t("setup.majority")}
        value={draft.majority}
        options={MAJORITIES.map((value) => ({ value, words: t(`setup.majority.${value}`) }))}
        onChange={(majority) => set({ majority })}
      />
      <Pick
        label={t("setup.base")}
        value={draft.base}
        options={bases.map((value) => ({ value, words: t(`setup.base.${value}`) }))}
        onChange={(base) => set({ base })}
      />
      <Pick
        label={t("setup.quorum_of")}
        value={draft.quorumOf}
        options={QUORUMS.map((value) => ({ value, words: t(`setup.quorum.${value}`) }))}
        onChange={(quorumOf) => set({ quorumOf })}
      />
      {draft.quorumOf !== "nobody" && (
        <Field
          label={t("desk.ballot.quorum.percent")}
          value={draft.quorumPercent}
          onInput={(quorumPercent) => set({ quorumPercent })}
          inputMode="numeric"
          error={wrong === "quorum" ? t("desk.wrong.quorum") : null}
        />
      )}
    </>
  );
}
