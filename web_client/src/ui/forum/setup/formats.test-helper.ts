/** Two formats of a test: a town hall and a debate. */
import type { Rules } from "../../../protocol/messages";
import type { Format } from "./setup_api";

export const RULES: Rules = {
  speech_s: 120,
  intervention_s: 60,
  interposed_s: 60,
  point_of_order_s: 60,
  camps: false,
  first_camp: "con",
  camp_budget_s: 0,
  order: ["alternate_channel", "first_time", "request_time"],
  overtake_limit: 3,
  grace_s: 30,
  present_only: false,
  hard_stop: false,
  kinds: ["interposed", "point_of_order", "normal"],
  levels: { attend: "guest", ask: "named", question: "named", vote: "citizen" },
  ballot: {
    secrecy: "hidden",
    base: "valid",
    quorum_of: "present",
    quorum_per_mille: 500,
    majority: "simple",
    min_open_s: 60,
    open_s: 180,
    late: false,
  },
  question_order: "votes",
  voice_recorded: false,
};
export const TALK = { title: "여는 말", kind: "talk", minutes: 10, speech_s: 0 } as const;
export const TOWNHALL: Format = {
  id: "townhall",
  ko: "타운홀",
  en: "Town hall",
  purpose: "묻고 답합니다",
  rules: RULES,
  agenda: [TALK],
};
export const DEBATE: Format = {
  ...TOWNHALL,
  id: "debate",
  rules: { ...RULES, camps: true },
  agenda: [{ ...TALK, kind: "debate" }],
};
