/** Sending, by a form or a single button: one request at a time, and a refusal that costs nobody what they wrote. */
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { RefusedError } from "../../net/line";
import { newId } from "../../net/page";
import { TroubleError } from "../base/api";
import { whyNot } from "../base/refusals";
import { Hint } from "./field";

/** A text that is emptied when it is sent, and comes back when it was refused. */
export interface Draft {
  readonly value: string;
  readonly set: (value: string) => void;
}

/** Sends under a request id; resolves to `false` where it was refused and somebody else said so. */
export type Request = (id: string) => Promise<unknown>;

export interface Submit {
  readonly busy: boolean;
  /** Words of the last refusal, until the next try. */
  readonly problem: string | null;
  /** Code of the last refusal by HTTP; empty for none. */
  readonly code: string;
  /** The form whose field gets the focus after a refusal. */
  readonly form: RefObject<HTMLFormElement | null>;
  /**
   * Sends unless a request is under way; resolves to whether it was done.
   *
   * `about` is what the request says. Sent again after no answer came, the same is no second act: it keeps its id.
   */
  readonly run: (request: Request, about?: unknown) => Promise<boolean>;
  /** Says what is missing before anything is sent. */
  readonly refuse: (words: string) => void;
}

interface State {
  readonly busy: boolean;
  readonly problem: string | null;
  readonly code: string;
}

const IDLE: State = { busy: false, problem: null, code: "" };

/** Holds what became of a form's request, and its draft while it is on its way. */
export function useSubmit(draft?: Draft): Submit {
  const [state, set] = useState(IDLE);
  const form = useRef<HTMLFormElement>(null);
  // A second press may come before the page has drawn the first: state would tell too late.
  const running = useRef(false);
  const unanswered = useRef<{ readonly id: string; readonly about: string } | null>(null);
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => {
    if (state.problem !== null) fieldToMend(form.current)?.focus();
  }, [state]);
  const run = async (request: Request, about?: unknown) => {
    if (running.current) return false;
    running.current = true;
    const text = draft?.value ?? "";
    const said = JSON.stringify(about ?? text);
    const id = unanswered.current?.about === said ? unanswered.current.id : newId();
    // The draft of this very moment is the text that goes; a later one holds what was typed since.
    const giveBack = () => putBack(text, latest.current === draft ? "" : (latest.current?.value ?? ""), latest.current);
    set({ ...IDLE, busy: true });
    draft?.set("");
    try {
      const done = (await request(id)) !== false;
      unanswered.current = null;
      if (!done) giveBack();
      set(IDLE);
      return done;
    } catch (error) {
      unanswered.current = isUnanswered(error) ? { id, about: said } : null;
      giveBack();
      set({ busy: false, problem: whyNot(error), code: error instanceof TroubleError ? error.code : "" });
      return false;
    } finally {
      running.current = false;
    }
  };
  return { ...state, form, run, refuse: (words) => set({ ...IDLE, problem: words }) };
}

/** Puts a text back into its draft; what was typed since stays behind it. */
function putBack(text: string, since: string, draft: Draft | undefined): void {
  if (text !== "") draft?.set(since === "" ? text : `${text} ${since}`);
}

/** Whether nobody knows if a request was carried out: it got no answer, or that of a server in trouble. */
function isUnanswered(error: unknown): boolean {
  if (error instanceof RefusedError) return error.why === "no_answer";
  return error instanceof TroubleError && (error.status === 0 || error.status >= 500);
}

/** Where one goes on after a refusal: the field that is marked as wrong, else the first that is written in. */
function fieldToMend(form: HTMLFormElement | null): HTMLElement | null {
  const marked = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  return marked ?? form?.querySelector<HTMLElement>("textarea, input.input") ?? null;
}

/** The words of a refusal, spoken at once. */
export function Problem({ words }: { words: string | null }) {
  return <div role="alert">{words !== null && <Hint kind="bad">{words}</Hint>}</div>;
}

export interface SubmitFormProps {
  readonly submit: Submit;
  readonly send: () => unknown;
  readonly id?: string;
  readonly class?: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A form that is sent by script alone: the page stays, and the page words what is missing. */
export function SubmitForm({ submit, send, id, class: kind, label, children }: SubmitFormProps) {
  return (
    <form
      ref={submit.form}
      id={id}
      class={kind}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {children}
    </form>
  );
}
