/** A modal dialog on the browser's own `<dialog>`: Escape closes it, focus goes back to where it came from. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../../i18n/t";
import { Icon } from "../base/icons";

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Buttons at the foot; they stay while the body scrolls. */
  readonly foot?: ComponentChildren;
  readonly broad?: boolean;
}

export function Dialog({ title, onClose, children, foot, broad }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const label = useId();
  useEffect(() => {
    const opener = document.activeElement;
    element.current?.showModal();
    const shown = element.current;
    return () => {
      // Whoever already put the focus elsewhere keeps it there.
      const active = document.activeElement;
      if (active && active !== document.body && !shown?.contains(active)) return;
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      else document.querySelector<HTMLElement>("main")?.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={broad ? "broad" : undefined}
      aria-labelledby={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="dialog-head">
        <h2 id={label}>{title}</h2>
        <button type="button" class="button icon text" onClick={onClose}>
          <Icon name="close" />
          <span class="unseen">{t("act.close")}</span>
        </button>
      </div>
      <div class="dialog-body">{children}</div>
      {foot && <div class="dialog-foot">{foot}</div>}
    </dialog>
  );
}
