/** Keeps the focus on the page when what had it is gone: a button that did its work gives way to the next thing. */
import { useEffect } from "preact/hooks";

/** Puts a lost focus to the main part, so that keys and ears go on from there instead of from the top. */
export function useKeptFocus(): void {
  // Read while rendering: what has the focus now may be gone once this is drawn.
  const had = document.activeElement !== null && document.activeElement !== document.body;
  useEffect(() => {
    if (had && (document.activeElement === null || document.activeElement === document.body)) {
      document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
    }
  });
}
