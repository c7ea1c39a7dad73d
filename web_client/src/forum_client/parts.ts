/** Folds what the server tells of a forum: parts come whole, the newest of each tag is kept. Pure. */
import type { AnyPart } from "../protocol/messages";
import type { Parts } from "./forum_client";

/** Returns the parts after a reset: nothing of before is left. */
export function freshParts(parts: readonly AnyPart[]): Parts {
  return changedParts({}, parts);
}

/** Returns the parts after a change. A part of a newer server is kept too: nobody reads it. */
export function changedParts(before: Parts, parts: readonly AnyPart[]): Parts {
  return { ...before, ...Object.fromEntries(parts.map((part) => [part.part, part])) };
}
