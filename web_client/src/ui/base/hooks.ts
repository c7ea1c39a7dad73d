/** Small hooks that several components share. */
import { useEffect, useState } from "preact/hooks";
import { TroubleError } from "./api";

export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly trouble: TroubleError };

/** Loads something once (and again when `again` changes); a late answer of an earlier asking is dropped. */
export function useLoaded<T>(load: () => Promise<T>, again: unknown = 0): Loaded<T> {
  const [result, set] = useState<Loaded<T>>({ state: "loading" });
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && set({ state: "ready", value }),
      (error: unknown) =>
        current &&
        set({ state: "failed", trouble: error instanceof TroubleError ? error : new TroubleError(0, "offline", {}) }),
    );
    return () => {
      current = false;
    };
  }, [again]);
  return result;
}

/** Returns a number that grows every `ms`; for things that depend on the time. */
export function useBeat(ms: number): number {
  const [beat, set] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => set((n) => n + 1), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return beat;
}
