/** Arrow keys in a row of tabs, as screen readers teach them: one stop of the Tab key, arrows within. */
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Opens and focuses the tab that a key means; for `onKeyDown` of the element with the role `tablist`. */
export function tabKeys(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  const to = STEPS[event.key]?.(tabs.indexOf(document.activeElement as HTMLElement), tabs.length - 1);
  if (to === undefined) return;
  event.preventDefault();
  tabs[to]?.focus();
  tabs[to]?.click();
}
