/** Numbers of slips: what a clerk typed, and the one to give next. Pure. */
import type { OnsiteView } from "../../../protocol/messages";

const MOST = 99_999;

/** Returns the number that was typed, or null for none. */
export function slipOf(typed: string): number | null {
  const number = Number(typed);
  return /^\d{1,5}$/.test(typed) && number >= 1 && number <= MOST ? number : null;
}

/** Returns the number after the highest that was given: slips are handed out from a stack. */
export function nextSlip(people: readonly OnsiteView[]): number {
  return Math.min(MOST, Math.max(0, ...people.map((one) => one.slip)) + 1);
}
