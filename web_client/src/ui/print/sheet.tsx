/** Slips to cut, eight on a page of A4: a window over the page that is all that gets printed. */
import { createPortal } from "preact/compat";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/t";
import "./sheet.css";

export interface SheetProps {
  readonly title: string;
  /** What to know before closing, where what is printed cannot be had again. */
  readonly warning?: string;
  readonly onClose: () => void;
  readonly children: preact.ComponentChildren;
}

export function Sheet({ title, warning, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => {
    if (!warning || confirm(warning)) onClose();
  };
  const onCancel = (event: Event) => {
    event.preventDefault();
    close();
  };
  return createPortal(
    <dialog ref={dialog} class="sheet" aria-label={title} onCancel={onCancel}>
      <div class="sheet-head">
        <h2>{title}</h2>
        {warning && <p>{warning}</p>}
        <div class="row">
          <button type="button" class="button filled" onClick={() => print()}>
            {t("print.do")}
          </button>
          <button type="button" class="button" onClick={close}>
            {t("print.close")}
          </button>
        </div>
      </div>
      <ol class="slips">{children}</ol>
    </dialog>,
    document.body,
  );
}

/** One slip: words on the left, the QR code on the right. */
export function PaperSlip({
  head,
  big,
  lines,
  picture,
  held = false,
}: {
  head: string;
  big: string;
  /** Whether it is held up: then what is big on it is very big. */
  held?: boolean;
  lines: readonly string[];
  picture: string;
}) {
  return (
    <li class={held ? "slip held" : "slip"}>
      <p class="slip-head">{head}</p>
      <p class="slip-big">{big}</p>
      <div class="slip-lines">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <img src={picture} alt="" />
    </li>
  );
}
