/** What pages show of a line's state. */
import type { State } from "../net/reconnect";
import type { LineState } from "./square";

/** Returns what the pages show of a state of the line. */
export function lineOf(state: State | null): LineState {
  if (state === null) return { kind: "connecting" };
  if (state.kind === "waiting") return { kind: "waiting", until: state.until, tries: state.memory.tries };
  if (state.kind === "ended") return { kind: "ended", name: state.name, facts: state.facts };
  return state.kind === "open" ? { kind: "open" } : { kind: "connecting" };
}
