/** A dialog that asks for something and sends it: it closes once that is done, and says why it was not. */
import type { ComponentChildren } from "preact";
import { useEffect, useId } from "preact/hooks";
import { t } from "../../i18n/t";
import { tell } from "../base/notices";
import { Dialog } from "./dialog";
import { Problem, type Request, SubmitForm, useSubmit } from "./submit";

export interface FormDialogProps {
  readonly title: string;
  /** The words of the button that sends. */
  readonly act: string;
  readonly danger?: boolean;
  /** What is missing, in words; `null` where all is there. */
  readonly missing?: string | null;
  readonly send: Request;
  /** What the request says, as `Submit.run` compares it. */
  readonly about: unknown;
  /** What is told once it is done. */
  readonly done?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function FormDialog({ title, act, danger, missing = null, send, about, done, ...rest }: FormDialogProps) {
  const submit = useSubmit();
  const id = useId();
  // The first field, not the closing cross that stands before it.
  useEffect(() => submit.form.current?.querySelector<HTMLElement>("textarea, input, select")?.focus(), []);
  const run = async () => {
    if (missing !== null) return submit.refuse(missing);
    if (!(await submit.run(send, about))) return;
    if (done) tell("good", done);
    rest.onClose();
  };
  const foot = (
    <>
      <button type="button" class="button" onClick={rest.onClose}>
        {t("act.cancel")}
      </button>
      <button type="submit" form={id} class={danger ? "button danger" : "button filled"} aria-disabled={submit.busy}>
        {act}
      </button>
    </>
  );
  return (
    <Dialog title={title} onClose={rest.onClose} foot={foot}>
      <SubmitForm submit={submit} id={id} class="stack" send={run}>
        {rest.children}
        <Problem words={submit.problem} />
      </SubmitForm>
    </Dialog>
  );
}
