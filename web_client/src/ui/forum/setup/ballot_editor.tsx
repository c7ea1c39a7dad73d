/** What a ballot of the forum is unless its officer says otherwise then. */
import { t } from "../../../i18n/t";
import type { BallotRules, Base, Majority, QuorumOf, Secrecy } from "../../../protocol/messages";
import { Check } from "../../parts/field";
import { Amount, Pick } from "./controls";
import type { RulesProps } from "./step_props";

const SECRECY = ["hidden", "named"] as const satisfies readonly Secrecy[];
const BASES = ["valid", "yes_no", "cast", "present", "entitled"] as const satisfies readonly Base[];
const QUORUMS = ["nobody", "present", "entitled"] as const satisfies readonly QuorumOf[];
const MAJORITIES = ["simple", "two_thirds", "relative"] as const satisfies readonly Majority[];

export function BallotRulesEditor({ rules, set }: RulesProps) {
  const { ballot } = rules;
  const put = (part: Partial<BallotRules>) => set({ ballot: { ...ballot, ...part } });
  return (
    <section class="stack">
      <h3>{t("setup.ballots")}</h3>
      <div class="fields">
        <Pick
          label={t("setup.secrecy")}
          value={ballot.secrecy}
          options={SECRECY.map((value) => ({ value, words: t(`setup.secrecy.${value}`) }))}
          onChange={(secrecy) => put({ secrecy })}
        />
        <Pick
          label={t("setup.majority")}
          value={ballot.majority}
          options={MAJORITIES.map((value) => ({ value, words: t(`setup.majority.${value}`) }))}
          onChange={(majority) => put({ majority })}
        />
        <Pick
          label={t("setup.base")}
          value={ballot.base}
          options={BASES.map((value) => ({ value, words: t(`setup.base.${value}`) }))}
          onChange={(base) => put({ base })}
        />
        <Pick
          label={t("setup.quorum_of")}
          value={ballot.quorum_of}
          options={QUORUMS.map((value) => ({ value, words: t(`setup.quorum.${value}`) }))}
          onChange={(quorum_of) => put({ quorum_of })}
        />
        {ballot.quorum_of !== "nobody" && (
          <Amount
            label={t("setup.quorum")}
            unit="%"
            min={0}
            max={100}
            value={Math.round(ballot.quorum_per_mille / 10)}
            onChange={(percent) => put({ quorum_per_mille: percent * 10 })}
          />
        )}
        <Amount
          label={t("setup.open_s")}
          unit={t("setup.seconds")}
          min={30}
          max={86_400}
          value={ballot.open_s}
          onChange={(open_s) => put({ open_s })}
        />
      </div>
      <Check
        words={t("setup.late")}
        aside={t("setup.late.aside")}
        checked={ballot.late}
        onChange={(late) => put({ late })}
      />
    </section>
  );
}
