/**
 * Lists that are sorted anew all the time, held still under the finger: while the focus (or a mouse) is in a list, a row
 * that moves would lose the focus or its open menu, and one would press the wrong person.
 */
import { useRef } from "preact/hooks";

/** Returns rows in the order held before; who is gone is left out, who is new stands behind. */
export function steady<T>(held: readonly string[], rows: readonly T[], key: (row: T) => string): readonly T[] {
  const byKey = new Map(rows.map((row) => [key(row), row]));
  const kept = held.flatMap((one) => {
    const row = byKey.get(one);
    byKey.delete(one);
    return row === undefined ? [] : [row];
  });
  return [...kept, ...byKey.values()];
}

/** Tells whether somebody is about to press something in there: with the keyboard, a reader or a mouse. */
function inUse(list: HTMLElement | null): boolean {
  if (list === null) return false;
  if (list.contains(document.activeElement)) return true;
  return matchMedia("(hover: hover)").matches && list.matches(":hover");
}

/** Returns the rows to show, and the ref of the list that decides: sorted anew, unless it is in use. */
export function useSteady<T>(rows: readonly T[], key: (row: T) => string) {
  const list = useRef<HTMLUListElement>(null);
  const order = useRef<readonly string[]>([]);
  const shown = inUse(list.current) ? steady(order.current, rows, key) : rows;
  order.current = shown.map(key);
  return [shown, list] as const;
}
