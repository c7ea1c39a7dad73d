/** What the steps of the form of a plan are given, and the editors within them. */
import type { Rules } from "../../../protocol/messages";
import type { Faults, Plan } from "./plan";

export interface StepProps {
  readonly plan: Plan;
  /** What is wrong, once somebody wanted to go on. */
  readonly faults: Faults;
  readonly change: (plan: Plan) => void;
}

export interface RulesProps {
  readonly rules: Rules;
  readonly set: (part: Partial<Rules>) => void;
}
