/** The rules of order in plain words: who may, how long, who is next, how one votes. */

import { t } from "../../../i18n/t";
import type { Key, Kind, Level, Rules } from "../../../protocol/messages";
import { Check } from "../../parts/field";
import { BallotRulesEditor } from "./ballot_editor";
import { Amount, Pick, Wrong } from "./controls";
import { CAMP_KEYS, LIMITS, moved, ORDER_KEYS, orderly } from "./plan";
import { Sortable } from "./sortable";
import type { RulesProps, StepProps } from "./step_props";

const ACTS = ["attend", "ask", "question", "vote"] as const;
const LEVELS = ["guest", "named", "citizen"] as const satisfies readonly Level[];
const ASIDE = ["interposed", "intervention", "point_of_order"] as const satisfies readonly Kind[];
const LENGTHS = {
  interposed: "interposed_s",
  intervention: "intervention_s",
  point_of_order: "point_of_order_s",
} as const;

export function RulesEditor({ plan, faults, change }: StepProps) {
  const { rules } = plan;
  const set = (part: Partial<Rules>) => change({ ...plan, rules: { ...rules, ...part } });
  const props = { rules, set };
  return (
    <div class="stack">
      <Who {...props} />
      <Speaking {...props} />
      <Wrong words={faults.speech ? t(faults.speech) : null} />
      <Order {...props} />
      <BallotRulesEditor {...props} />
      <Wrong words={faults.ballot ? t(faults.ballot) : null} />
      <section class="stack">
        <h3>{t("setup.recording")}</h3>
        <Check
          words={t("setup.voice")}
          aside={t(rules.voice_recorded ? "setup.voice.on" : "setup.voice.off")}
          checked={rules.voice_recorded}
          onChange={(voice_recorded) => set({ voice_recorded })}
        />
      </section>
    </div>
  );
}

function Who({ rules, set }: RulesProps) {
  return (
    <section class="stack">
      <h3>{t("setup.who")}</h3>
      <div class="fields">
        {ACTS.map((act) => (
          <Pick
            key={act}
            label={t(`setup.who.${act}`)}
            value={rules.levels[act]}
            options={LEVELS.map((value) => ({ value, words: t(`setup.level.${value}`) }))}
            onChange={(level) => set({ levels: { ...rules.levels, [act]: level } })}
          />
        ))}
      </div>
    </section>
  );
}

function Speaking({ rules, set }: RulesProps) {
  const seconds = { unit: t("setup.seconds"), min: 10, max: LIMITS.speech };
  const offer = (kind: Kind, on: boolean) =>
    set({ kinds: [...ASIDE.filter((one) => (one === kind ? on : rules.kinds.includes(one))), "normal"] });
  return (
    <section class="stack">
      <h3>{t("setup.speaking")}</h3>
      <div class="fields">
        <Amount
          label={t("setup.speech")}
          {...seconds}
          value={rules.speech_s}
          onChange={(speech_s) => set({ speech_s })}
        />
        <Amount
          label={t("setup.grace")}
          unit={t("setup.seconds")}
          min={5}
          max={600}
          value={rules.grace_s}
          onChange={(grace_s) => set({ grace_s })}
        />
      </div>
      <Check
        words={t("setup.hard_stop")}
        aside={t(rules.hard_stop ? "setup.hard_stop.on" : "setup.hard_stop.off")}
        checked={rules.hard_stop}
        onChange={(hard_stop) => set({ hard_stop })}
      />
      <Check
        words={t("setup.present_only")}
        aside={t("setup.present_only.aside")}
        checked={rules.present_only}
        onChange={(present_only) => set({ present_only })}
      />
      {ASIDE.map((kind) => (
        <div class="fields" key={kind}>
          <Check
            words={t(`setup.offer.${kind}`)}
            aside={t(`setup.offer.${kind}.aside`)}
            checked={rules.kinds.includes(kind)}
            onChange={(on) => offer(kind, on)}
          />
          {rules.kinds.includes(kind) && (
            <Amount
              label={t(`setup.length.${kind}`)}
              {...seconds}
              value={rules[LENGTHS[kind]]}
              onChange={(value) => set({ [LENGTHS[kind]]: value })}
            />
          )}
        </div>
      ))}
    </section>
  );
}

function Order({ rules, set }: RulesProps) {
  const shown = rules.order.filter((key) => rules.camps || !CAMP_KEYS.includes(key));
  const put = (order: readonly Key[]) => set({ order: orderly(order) });
  const off = ORDER_KEYS.filter((key) => !rules.order.includes(key) && (rules.camps || !CAMP_KEYS.includes(key)));
  return (
    <section class="stack">
      <h3>{t("setup.order")}</h3>
      <Check
        words={t("setup.camps")}
        aside={t("setup.camps.aside")}
        checked={rules.camps}
        onChange={(camps) => set(camps ? { camps } : { camps, camp_budget_s: 0 })}
      />
      {rules.camps && <Camps rules={rules} set={set} />}
      <p class="second">{t("setup.order.hint")}</p>
      <Sortable
        label={t("setup.order")}
        items={shown}
        keyOf={(key) => key}
        nameOf={(key) => t(`setup.key.${key as "balance"}`)}
        onMove={(from, to) => put(moved(shown, from, to))}
      >
        {(key) => (
          <Check
            words={t(`setup.key.${key as "balance"}`)}
            checked
            onChange={() => shown.length > 1 && put(rules.order.filter((one) => one !== key))}
          />
        )}
      </Sortable>
      {off.map((key) => (
        <Check
          key={key}
          words={t(`setup.key.${key as "balance"}`)}
          checked={false}
          onChange={() => put([...rules.order, key])}
        />
      ))}
      <p class="quiet">{t("setup.order.always", { n: rules.overtake_limit })}</p>
      <Pick
        label={t("setup.questions")}
        value={rules.question_order}
        options={[
          { value: "votes", words: t("setup.questions.votes") },
          { value: "time", words: t("setup.questions.time") },
        ]}
        onChange={(question_order) => set({ question_order })}
      />
    </section>
  );
}

function Camps({ rules, set }: RulesProps) {
  return (
    <div class="fields">
      <Pick
        label={t("setup.first_camp")}
        value={rules.first_camp}
        options={[
          { value: "con", words: t("setup.camp.con") },
          { value: "pro", words: t("setup.camp.pro") },
        ]}
        onChange={(first_camp) => set({ first_camp })}
      />
      <Amount
        label={t("setup.budget")}
        unit={t("setup.minutes")}
        min={0}
        max={1_440}
        value={Math.round(rules.camp_budget_s / 60)}
        onChange={(minutes) => set({ camp_budget_s: Number.isNaN(minutes) ? 0 : minutes * 60 })}
      />
    </div>
  );
}
