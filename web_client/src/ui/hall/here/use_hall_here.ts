/** Which forum is held where one stands: the square attends it, so that standing in a hall is attending. */
import { useEffect } from "preact/hooks";
import type { Square } from "../../../square/square";
import type { Place } from "../../../world/world";
import { type Forum, getForums } from "../../api";
import { useBeat, useLoaded } from "../../hooks";

/** Milliseconds between looks at the list of forums: one that opens is noticed within a minute. */
const LIST_MS = 60_000;

/** Returns the forum that runs at a place. */
export function forumAt(forums: readonly Forum[], place: string | null): Forum | null {
  return forums.find((one) => one.hall === place && (one.state === "open" || one.state === "paused")) ?? null;
}

/** Of the Forum Square the theatre is the hall; who crosses the plaza around it only passes by. */
function within({ own, world }: Square, place: Place): boolean {
  const radius = place.kind === "forum" ? world.forum.tiers : place.radius;
  return Math.hypot(own.x - place.x, own.y - place.y) <= radius;
}

/** Attends the forum of the hall one stands in, and leaves it with the hall. */
export function useHallHere(square: Square): void {
  const loaded = useLoaded(getForums, useBeat(LIST_MS));
  const at = square.at.value;
  // The nearest place is named everywhere; one is in a hall only within its bounds.
  const inside = at !== null && within(square, at) ? at.id : null;
  const forum = loaded.state === "ready" ? (forumAt(loaded.value, inside)?.id ?? null) : undefined;
  useEffect(() => {
    if (forum !== undefined) square.attendForum(forum);
  }, [square, forum]);
}
