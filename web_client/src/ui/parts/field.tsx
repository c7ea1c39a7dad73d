/** Form parts: a labelled field with its hint and error, and rows of choices. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "../base/icons";

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly aside?: string;
  readonly error?: string | null;
  readonly hint?: ComponentChildren;
  readonly type?: "text" | "password";
  readonly autoComplete?: string;
  readonly lines?: number;
  readonly maxLength?: number;
  readonly inputMode?: "numeric" | "text";
}

export function Field({
  label,
  value,
  onInput,
  aside,
  error,
  hint,
  type = "text",
  autoComplete = "off",
  lines,
  maxLength,
  inputMode,
}: FieldProps) {
  const id = useId();
  const shared = {
    id,
    class: "input",
    value,
    ...(maxLength ? { maxLength } : {}),
    "aria-invalid": error ? ("true" as const) : undefined,
    "aria-describedby": error || hint ? `${id}-hint` : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>
        {label} {aside && <span class="quiet">{aside}</span>}
      </label>
      {lines ? (
        <textarea rows={lines} {...shared} />
      ) : (
        <input type={type as "text"} autoComplete={autoComplete} {...(inputMode ? { inputMode } : {})} {...shared} />
      )}
      <div id={`${id}-hint`} aria-live="polite">
        {error ? <Hint kind="bad">{error}</Hint> : hint}
      </div>
    </div>
  );
}

/** A sentence under a field, with its icon. */
export function Hint({ kind, children }: { kind: "bad" | "good" | "idea"; children: ComponentChildren }) {
  const icon = { bad: "warn", good: "check", idea: "info" } as const;
  return (
    <p class={`hint ${kind}`}>
      <Icon name={icon[kind]} />
      <span>{children}</span>
    </p>
  );
}

export interface ChoiceProps<T extends string | number> {
  readonly legend: string;
  readonly hideLegend?: boolean;
  readonly across?: boolean;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly {
    value: T;
    words: string;
    aside?: string;
    icon?: ComponentChildren;
    disabled?: boolean;
  }[];
}

/** One of several, as radio cards. */
export function Choices<T extends string | number>({
  legend,
  hideLegend,
  across,
  value,
  onChange,
  options,
}: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="stack">
      <legend class={hideLegend ? "unseen" : "legend"}>{legend}</legend>
      <div class={across ? "choices across" : "choices"}>
        {options.map((option) => (
          <label class="choice" key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            {option.icon}
            <span>
              <strong>{option.words}</strong>
              {option.aside && <span class="quiet">{option.aside}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A yes or no, as a card. */
export function Check({
  words,
  aside,
  checked,
  onChange,
}: {
  words: string;
  aside?: string;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label class="choice">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        <strong>{words}</strong>
        {aside && <span class="quiet">{aside}</span>}
      </span>
    </label>
  );
}
