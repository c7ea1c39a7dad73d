/** Small controls of the set-up form: a number with its unit, one of several, a day and a time. */
import { useId } from "preact/hooks";
import { Hint } from "../../parts/field";

export interface AmountProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number; what is no number stays `NaN`, which the plan finds. */
export function Amount({ label, unit, value, min, max, onChange }: AmountProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="row amount">
        <input
          id={id}
          class="input"
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          value={Number.isNaN(value) ? "" : value}
          onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
        />
        <span>{unit}</span>
      </span>
    </div>
  );
}

export interface PickProps<T extends string | number> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly words: string }[];
  readonly onChange: (value: T) => void;
}

export function Pick<T extends string | number>({ label, value, options, onChange }: PickProps<T>) {
  const id = useId();
  const choose = (index: number) => {
    const option = options[index];
    if (option) onChange(option.value);
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="input" onChange={(event) => choose(event.currentTarget.selectedIndex)}>
        {options.map((option) => (
          <option key={option.value} selected={option.value === value}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  );
}

export interface MomentProps {
  readonly label: string;
  readonly type: "date" | "time";
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function Moment({ label, type, value, onChange }: MomentProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type={type}
        value={value}
        required
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

/** What is wrong with a group of fields. */
export function Wrong({ words }: { words: string | null }) {
  return <div aria-live="polite">{words && <Hint kind="bad">{words}</Hint>}</div>;
}
