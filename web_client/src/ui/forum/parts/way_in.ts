/** The way in for phones: QR code and address of a forum's light page. It checks nobody in. */
import { useEffect, useState } from "preact/hooks";
import { venueApi, type WayIn } from "./venue_api";

/** Milliseconds until it is asked for again after it could not be had. */
const AGAIN_MS = 10_000;

/** Returns the way into a forum once it is here; it is asked for while it is `wanted`. */
export function useWayIn(forum: string, wanted = true): WayIn | null {
  const [way, found] = useState<WayIn | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const ask = async () => {
      const answer = await venueApi.wayIn(forum).catch(() => null);
      if (over) return;
      found(answer);
      if (answer === null) timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [forum, wanted]);
  return way;
}
