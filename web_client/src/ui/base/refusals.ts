/** Refusals in words: what happened, why, what next. */
import { type Facts, tMade } from "../../i18n/t";
import { duration } from "../../i18n/time";
import { RefusedError } from "../../net/line";
import { TroubleError } from "./api";

/** Adds the facts that a wording needs in words: `seconds` as a length of time. */
function inWords(facts: Facts): Facts {
  const seconds = facts.seconds;
  const role = facts.needs;
  return {
    ...facts,
    ...(typeof seconds === "number" ? { time: duration(seconds) } : {}),
    ...(typeof role === "string" ? { role: tMade(`role.${role}`, "role.moderator") } : {}),
  };
}

/** An answer with a bare status: of the server from 500 on, else of a request that it does not take. */
const unexpected = (code: string) => (Number(code.slice("http_".length)) >= 500 ? "refusal.server" : "refusal.http");

/** Words a refusal by its code. */
export function refusal(code: string, facts: Facts = {}): string {
  return tMade(`refusal.${code}`, code.startsWith("http_") ? unexpected(code) : "refusal.unknown", inWords(facts));
}

/** Words whatever an act was rejected with. */
export function whyNot(error: unknown): string {
  if (error instanceof RefusedError) return refusal(error.why, error.facts);
  if (error instanceof TroubleError) return refusal(error.code, error.facts);
  return refusal("unknown");
}

/** Words a notice of the server. */
export function notice(code: string, facts: Facts): string {
  return tMade(`notice.${code}`, "notice.unknown", inWords(facts));
}
