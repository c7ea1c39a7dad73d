/** Which items of a long agenda the desk shows at once: those around the one that runs. Pure. */
import type { Item } from "../../../protocol/messages";

export interface Window {
  readonly items: readonly { readonly item: Item; readonly number: number }[];
  /** How many are left out above and below. */
  readonly above: number;
  readonly below: number;
}

/** Returns at most `most` items: one that is over before the one that runs, and what follows. */
export function agendaWindow(items: readonly Item[], running: string, most: number): Window {
  const open = items.findIndex((item) => item.state === "waiting");
  const at = items.findIndex((item) => item.id === running);
  const wanted = (at >= 0 ? at : open >= 0 ? open : items.length - 1) - 1;
  const from = Math.max(0, Math.min(wanted, items.length - most));
  const chosen = items.slice(from, from + most).map((item, index) => ({ item, number: from + index + 1 }));
  return { items: chosen, above: from, below: Math.max(0, items.length - from - chosen.length) };
}
