/** A list that is put in order: by its handle with pointer or finger, or by the arrow keys; the new place is told. */
import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/t";

export interface SortableProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string | number;
  readonly nameOf: (item: T) => string;
  readonly onMove: (from: number, to: number) => void;
  readonly children: (item: T, index: number) => ComponentChildren;
}

export function Sortable<T>({ label, items, keyOf, nameOf, onMove, children }: SortableProps<T>) {
  const list = useRef<HTMLOListElement>(null);
  const [held, hold] = useState<number | null>(null);
  const [told, tell] = useState("");
  const move = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || to === from || to < 0 || to >= items.length) return false;
    onMove(from, to);
    tell(t("setup.moved", { name: nameOf(item), n: to + 1 }));
    return true;
  };
  const follow = (y: number) => {
    if (held === null || !list.current) return;
    const boxes = [...list.current.children].map((row) => row.getBoundingClientRect());
    const over = boxes.findIndex((box) => y >= box.top && y <= box.bottom);
    if (over >= 0 && move(held, over)) hold(over);
  };
  const press = (index: number, event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    move(index, index + step);
  };
  return (
    <>
      <ol class="sortable" aria-label={label} ref={list}>
        {items.map((item, index) => (
          <li key={keyOf(item)} data-held={held === index}>
            <button
              type="button"
              class="button icon handle"
              aria-label={t("setup.move", { name: nameOf(item) || t("setup.item.new") })}
              onKeyDown={(event) => press(index, event)}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                hold(index);
              }}
              onPointerMove={(event) => follow(event.clientY)}
              onPointerUp={() => hold(null)}
              onPointerCancel={() => hold(null)}
            >
              <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d="M12 3l4 5H8zM12 21l-4-5h8z" fill="currentColor" />
              </svg>
            </button>
            {children(item, index)}
          </li>
        ))}
      </ol>
      <p class="unseen" role="status">
        {told}
      </p>
    </>
  );
}
