/** Keeps the focus on the page when what had it is gone: a button that did its work gives way to the next thing. */
import { useEffect } from "preact/hooks";

/** What holds a lost focus without being a stop of the Tab key: a card, a panel, the main part. */
const PLACES = '[tabindex="-1"]';

/** Puts a lost focus to the nearest place that still stands, so that keys and ears go on from there. */
export function useKeptFocus(): void {
  useEffect(() => keepFocus(document), []);
}

/** The same for a document; returns what ends it. */
export function keepFocus(page: Document): () => void {
  // Who had the focus, then what it stood in: once it is out of the page nothing tells where it was.
  let way: Element[] = [];
  const focused = (event: FocusEvent) => {
    way = [];
    for (let one = event.target as Element | null; one !== null; one = one.parentElement) way.push(one);
  };
  const look = () => {
    const lost = page.activeElement === null || page.activeElement === page.body;
    if (!lost || way[0] === undefined || way[0].isConnected) return;
    const place = way.find((one) => one.isConnected && one.matches(PLACES)) ?? page.querySelector("#main");
    (place as HTMLElement | null)?.focus({ preventScroll: true });
  };
  const watch = new MutationObserver(look);
  page.addEventListener("focusin", focused);
  watch.observe(page.body, { childList: true, subtree: true });
  return () => {
    page.removeEventListener("focusin", focused);
    watch.disconnect();
  };
}
