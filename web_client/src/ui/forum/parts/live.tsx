/** Words for ears: two live regions, one that waits its turn and one that does not. */
import { signal } from "@preact/signals";

export type Urgency = "polite" | "assertive";

/** Milliseconds until spoken words leave again: who reads on line by line must not meet them twice. */
const SPOKEN_MS = 10_000;

const regions = { polite: signal(""), assertive: signal("") };
const timers: Partial<Record<Urgency, ReturnType<typeof setTimeout>>> = {};

/** Says something; the same words again are said again. */
export function announce(words: string, how: Urgency): void {
  const region = regions[how];
  region.value = region.value === words ? `${words}\u00a0` : words;
  clearTimeout(timers[how]);
  timers[how] = setTimeout(() => {
    region.value = "";
  }, SPOKEN_MS);
}

/** The regions; one pair a page, there before the first words. */
export function LiveRegions() {
  return (
    <>
      <div class="unseen" aria-live="polite" aria-atomic="true" data-live="polite">
        {regions.polite.value}
      </div>
      <div class="unseen" aria-live="assertive" aria-atomic="true" data-live="assertive">
        {regions.assertive.value}
      </div>
    </>
  );
}
