/** A button that opens a list of acts. Escape and a press elsewhere close it; arrows move in it. */
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

export interface MenuItem {
  readonly words: string;
  readonly run: () => void;
  readonly danger?: boolean;
}

/** Pixels kept free between a list and the edge of the window; a longer list scrolls. */
const MARGIN = 12;

/** Moves the focus within the list; returns whether the key was one of ours. */
function moveFocus(list: HTMLElement, key: string): boolean {
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[key];
  if (to === undefined) return false;
  buttons[(to + buttons.length) % buttons.length]?.focus();
  return true;
}

/** Fixes a list to the window beside its button: inside a card that scrolls it would be cut off at the card's edge. */
function fixBeside(list: HTMLElement, button: HTMLElement, rises: boolean): void {
  const { top, right, bottom } = button.getBoundingClientRect();
  list.style.right = `${document.documentElement.clientWidth - right}px`;
  list.style.top = rises ? "auto" : `${bottom + 4}px`;
  list.style.bottom = rises ? `${innerHeight - top + 4}px` : "auto";
}

/** Shifts a list sideways so far that none of it lies outside the window. */
function keepInside(list: HTMLElement): void {
  const { left, right } = list.getBoundingClientRect();
  const over = Math.min(0, document.documentElement.clientWidth - MARGIN - right);
  list.style.translate = `${left + over < MARGIN ? MARGIN - left : over}px`;
}

/** Holds whether a menu is open, where its list lies and what closes it. */
function useMenu(length: number) {
  const [open, setOpen] = useState(false);
  const [up, setUp] = useState(false);
  const [room, setRoom] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const list = listIn(box);
    if (list && button.current) {
      fixBeside(list, button.current, up);
      keepInside(list);
    }
    list?.querySelector("button")?.focus();
    const away = (event: Event) => box.current?.contains(event.target as Node) || setOpen(false);
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open, up]);
  const toggle = () => {
    const { top, bottom } = button.current?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    const below = innerHeight - bottom;
    const rises = below < 52 * length && top > below;
    setUp(rises);
    setRoom((rises ? top : below) - MARGIN);
    setOpen(!open);
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const list = listIn(box) ?? box.current;
    if (event.key === "Escape") close();
    else if (!list || !moveFocus(list, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = (event: FocusEvent) => {
    if (open && event.relatedTarget && !box.current?.contains(event.relatedTarget as Node)) setOpen(false);
  };
  return { open, up, room, box, button, toggle, close, onKeyDown, onFocusOut };
}

const listIn = (box: RefObject<HTMLElement | null>) => box.current?.querySelector<HTMLElement>(".menu-list") ?? null;

export function Menu({
  items,
  label,
  children,
  kind = "",
}: {
  items: readonly MenuItem[];
  label?: string;
  children: ComponentChildren;
  kind?: string;
}) {
  const { open, up, room, box, button, toggle, close, onKeyDown, onFocusOut } = useMenu(items.length);
  const id = useId();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons inside.
    <div class="menu" ref={box} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        ref={button}
        type="button"
        class={`button ${kind}`}
        aria-expanded={open}
        aria-controls={id}
        aria-label={label}
        onClick={toggle}
      >
        {children}
      </button>
      {open && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to forms.
        <div
          class={up ? "menu-list up" : "menu-list"}
          id={id}
          role="group"
          aria-label={label}
          style={{ maxHeight: `min(24rem, ${room}px)` }}
        >
          {items.map((item) => (
            <button
              key={item.words}
              type="button"
              class={item.danger ? "button danger" : "button"}
              onClick={() => {
                close();
                item.run();
              }}
            >
              {item.words}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
