/** Which act is the next one of a forum: the one filled button of the desk. Pure. */
import type { Parts } from "../../../forum_client/forum_client";
import type { Item, QueueRowView } from "../../../protocol/messages";

export type MainAct = "open" | "resume" | "item" | "ballot" | "go_on" | "take_requests" | "call" | null;

/** Items in which citizens speak: the queue is opened with them. */
const TAKES: ReadonlySet<string> = new Set(["debate", "speeches", "questions"]);

/** Who would be called now: the first that is there, or that can be waited for. */
export function nextRow(parts: Parts): QueueRowView | null {
  const waited = parts.floor?.summoned?.entry;
  return parts.queue?.rows.find((row) => !row.place.away && row.entry !== waited) ?? null;
}

/** The item that runs. */
export function runningItem(parts: Parts): Item | null {
  return parts.agenda?.items.find((item) => item.id === parts.agenda?.running) ?? null;
}

/** The item that "next" begins. */
export function nextItem(parts: Parts): Item | null {
  const items = parts.agenda?.items ?? [];
  const at = items.findIndex((item) => item.id === parts.agenda?.running);
  return items.slice(at + 1).find((item) => item.state === "waiting") ?? null;
}

/** Returns the act to fill; `null` where there is nothing to press for now. */
export function mainAct(parts: Parts): MainAct {
  const phase = parts.head?.phase;
  if (phase === "planned") return "open";
  if (phase === "paused") return "resume";
  if (phase !== "open") return null;
  const speaker = parts.floor?.speaker;
  if (speaker && !speaker.running) return "go_on";
  const item = runningItem(parts);
  const open = parts.desk?.ballots.some((one) => one.state === "started") ?? false;
  if (open || (item?.kind === "ballot" && !speaker)) return "ballot";
  if (item && nextRow(parts)) return "call";
  if (item && TAKES.has(item.kind) && !parts.floor?.open) return "take_requests";
  const waits = item === null || item.kind === "talk" || item.kind === "break";
  return waits && nextItem(parts) ? "item" : null;
}
