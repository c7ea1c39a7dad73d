/** Refusals as the desk words them: a stale command is told with who did what, and when. Pure but for the catalogue. */
import { t } from "../../../i18n/t";
import { clockTime } from "../../../i18n/time";
import { RefusedError } from "../../../net/line";
import { whyNot } from "../../base/refusals";
import { didWords } from "../parts/act_words";

/** Returns what happened, why, and what next. */
export function refusedWords(error: unknown): string {
  if (!(error instanceof RefusedError)) return whyNot(error);
  const { why, facts } = error;
  if (why === "stale" && typeof facts.did === "string") {
    const by = typeof facts.by === "string" && facts.by ? facts.by : t("desk.somebody");
    const at = typeof facts.at === "number" ? clockTime(facts.at) : "";
    return t("desk.stale", { by, at, did: didWords(facts.did) });
  }
  if (why === "candidate_question") return t("desk.candidate", { word: String(facts.word ?? "") });
  return whyNot(error);
}
