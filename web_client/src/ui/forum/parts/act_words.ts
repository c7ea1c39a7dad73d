/** Acts of staff in words: "이도현 님을 불렀습니다". */
import { t, tMade } from "../../../i18n/t";
import type { ActView } from "../../../protocol/messages";

/** Returns an act by its kind alone, for a refusal. */
export function didWords(did: string): string {
  return tMade(`desk.did.${did}`, "desk.did.unknown");
}

/** Returns an act with whom or what it was about. */
export function actWords(act: ActView): string {
  if (!act.about) return didWords(act.did);
  if (act.did === "slow_set" && act.about === "0") return t("desk.done.slow_off");
  const about = act.did === "help_done" ? tMade(`desk.signal.${act.about}`, "desk.signals") : act.about;
  return tMade(`desk.done.${act.did}`, "desk.done.unknown", { about, did: didWords(act.did) });
}

/** Returns the reason of an act as a sentence, or nothing. */
export function reasonOf(act: ActView): string {
  return act.reason ? t("desk.reason", { reason: act.reason }) : "";
}
