/** Which forum is held where one stands: the square attends it, so that standing in a hall is attending. */
import { useEffect, useState } from "preact/hooks";
import type { Square } from "../../../square/square";
import { hallAt } from "../../../world/halls";
import { type Forum, getForums } from "../../base/api";
import { useBeat, useLoaded } from "../../base/hooks";

/** Milliseconds between looks at the list of forums: one that opens is noticed within a minute. */
const LIST_MS = 60_000;

/** Milliseconds between looks where one stands: the nearest place stays the same from the plaza into the theatre. */
const LOOK_MS = 500;

/** Returns the forum that runs at a place. */
export function forumAt(forums: readonly Forum[], place: string | null): Forum | null {
  return forums.find((one) => one.hall === place && (one.state === "open" || one.state === "paused")) ?? null;
}

/** Returns the place of the hall one stands in; beside it, on the plaza or at its wall, one only passes by. */
function useInside(square: Square): string | null {
  const look = () => hallAt(square.world, square.own)?.place ?? null;
  const [inside, set] = useState(look);
  useEffect(() => {
    const timer = setInterval(() => set(look()), LOOK_MS);
    return () => clearInterval(timer);
  }, [square]);
  return inside;
}

/** Attends the forum of the hall one stands in, and leaves it with the hall. */
export function useHallHere(square: Square): void {
  const loaded = useLoaded(getForums, useBeat(LIST_MS));
  const inside = useInside(square);
  const forum = loaded.state === "ready" ? (forumAt(loaded.value, inside)?.id ?? null) : undefined;
  useEffect(() => {
    if (forum !== undefined) square.attendForum(forum);
  }, [square, forum]);
}
