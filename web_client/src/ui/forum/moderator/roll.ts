/** The roll as the desk reads it: asked for page by page, anew while it stands open, and never two askings at once. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { RollPage } from "../../../protocol/http";
import { api } from "../../base/api";
import { whyNot } from "../../base/refusals";

export type { RollLine, RollPage } from "../../../protocol/http";

export const SORTS = ["name", "slip", "came"] as const;
export const ONLY = ["all", "present", "online", "onsite", "away", "left", "removed"] as const;

export interface RollRequest {
  readonly find: string;
  readonly only: (typeof ONLY)[number];
  readonly sort: (typeof SORTS)[number];
  readonly first: number;
}

export interface Roll {
  /** The last page that came; it stays while the next one is asked for. */
  readonly page: RollPage | null;
  readonly problem: string | null;
}

/** Milliseconds after the last letter until it is looked for. */
const PAUSE_MS = 250;
/** Milliseconds between two askings while the list stands open: 9 kB each, however many come and go meanwhile. */
const AGAIN_MS = 10_000;

export const rollApi = {
  page: (forum: string, { find, only, sort, first }: RollRequest) => {
    const query = new URLSearchParams({ find, only, sort, first: String(first) });
    return api.get<RollPage>(`/api/forums/${encodeURIComponent(forum)}/roll?${query}`);
  },
};

/** Returns what is on the page that is wished; an answer to an earlier wish is dropped. */
export function useRoll(forum: string, wish: RollRequest): Roll {
  const [roll, show] = useState<Roll>({ page: null, problem: null });
  const began = useRef(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const ask = async () => {
      try {
        const page = await rollApi.page(forum, wish);
        if (!over) show({ page, problem: null });
      } catch (error) {
        if (!over) show((before) => ({ ...before, problem: whyNot(error) }));
      }
      if (!over) timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    timer = setTimeout(() => void ask(), began.current ? PAUSE_MS : 0);
    began.current = true;
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [forum, wish]);
  return roll;
}
