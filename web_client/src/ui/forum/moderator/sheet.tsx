/**
 * A sheet over the right column: forms of the desk, never over the speaker and the clock, and never modal.
 *
 * The focus goes in when it opens and back when it closes; Escape closes it.
 */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { TEXT_LIMITS } from "../../../protocol/messages";
import { Icon } from "../../base/icons";
import { Field } from "../../parts/field";
import { SubmitForm, useSubmit } from "../../parts/submit";
import { useModerator } from "./context";

/** Puts the focus into an element while it stands, and back afterwards unless somebody took it elsewhere. */
function useFocusWithin() {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    const shown = box.current;
    shown?.focus();
    return () => {
      const active = document.activeElement;
      if (active && active !== document.body && !shown?.contains(active)) return;
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      else document.querySelector<HTMLElement>("main")?.focus();
    };
  }, []);
  return box;
}

export function SheetFrame({ title, children }: { title: string; children: ComponentChildren }) {
  const { sheet } = useModerator();
  const label = useId();
  const box = useFocusWithin();
  const close = () => {
    sheet.value = null;
  };
  return (
    <section
      ref={box}
      class="desk-sheet card"
      role="dialog"
      aria-labelledby={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <div class="spread">
        <h2 id={label}>{title}</h2>
        <button type="button" class="button icon text" onClick={close}>
          <Icon name="close" />
          <span class="unseen">{t("act.close")}</span>
        </button>
      </div>
      <div class="desk-sheet-body stack">{children}</div>
    </section>
  );
}

export interface WhyProps {
  readonly title: string;
  /** What will happen, and what it means. */
  readonly what: string;
  readonly act: string;
  readonly danger?: boolean;
  /** Reasons that often hold: one press fills the field. */
  readonly often?: readonly string[];
  /** Whether it can be done without a reason. */
  readonly free?: boolean;
  readonly run: (reason: string) => Promise<boolean>;
  /** What else is to be chosen, before the reason. */
  readonly children?: ComponentChildren;
}

/** A sheet that asks for a reason, which stays on record, and then acts. */
export function WhySheet({ title, what, act, danger, often = [], free = false, run, children }: WhyProps) {
  const { sheet } = useModerator();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const request = useSubmit();
  const submit = async () => {
    if (!free && !reason.trim()) return setMissing(true);
    if (await request.run(() => run(reason.trim()))) sheet.value = null;
  };
  return (
    <SheetFrame title={title}>
      <SubmitForm submit={request} class="stack" send={submit}>
        <p>{what}</p>
        {children}
        {often.length > 0 && (
          <fieldset>
            <legend class="unseen">{t("desk.why.often")}</legend>
            <div class="row">
              {often.map((one) => (
                <button type="button" class="button" key={one} onClick={() => setReason(one)}>
                  {one}
                </button>
              ))}
            </div>
          </fieldset>
        )}
        {!free && (
          <Field
            label={t("desk.why")}
            value={reason}
            onInput={setReason}
            maxLength={TEXT_LIMITS.reason}
            error={missing && !reason.trim() ? t("refusal.reason_needed") : null}
          />
        )}
        <button type="submit" class={danger ? "button danger wide" : "button second wide"}>
          {act}
        </button>
      </SubmitForm>
    </SheetFrame>
  );
}
