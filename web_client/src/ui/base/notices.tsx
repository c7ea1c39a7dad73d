/** Messages that stay until they are put away: what an act came to, and how to take it back. */
import { signal } from "@preact/signals";
import { t } from "../../i18n/t";
import { Icon } from "./icons";
import { whyNot } from "./refusals";

export interface Message {
  readonly id: number;
  readonly kind: "bad" | "good" | "info";
  readonly words: string;
  /** What one can do about it; without words, to take it back. */
  readonly undo?: () => void;
  readonly button?: string;
}

/** Older ones give way: three lines leave room for the page on a phone. */
const MOST = 3;
export const messages = signal<readonly Message[]>([]);
let last = 0;

/** Shows a message; the same words are shown once. */
export function tell(kind: Message["kind"], words: string, undo?: () => void, button?: string): void {
  last += 1;
  const others = messages.value.filter((one) => one.words !== words);
  messages.value = [
    ...others,
    { id: last, kind, words, ...(undo ? { undo } : {}), ...(button ? { button } : {}) },
  ].slice(-MOST);
}

export function dismiss(id: number): void {
  messages.value = messages.value.filter((one) => one.id !== id);
}

/** Runs an act; tells what it came to. Resolves to whether it was done. */
export async function act(doing: Promise<unknown>, done?: string, undo?: () => void): Promise<boolean> {
  try {
    await doing;
  } catch (error) {
    tell("bad", whyNot(error));
    return false;
  }
  if (done) tell("good", done, undo);
  return true;
}

const ICONS = { bad: "warn", good: "check", info: "info" } as const;

/** The messages, under the header. */
export function Notices() {
  return (
    <div class="notices" role="status">
      {messages.value.map((one) => (
        <div class={`note ${one.kind}`} key={one.id}>
          <Icon name={ICONS[one.kind]} />
          <p class="grow">{one.words}</p>
          {one.undo && (
            <button
              type="button"
              class="button"
              onClick={() => {
                one.undo?.();
                dismiss(one.id);
              }}
            >
              {one.button ?? t("act.undo")}
            </button>
          )}
          <button type="button" class="button icon text" onClick={() => dismiss(one.id)}>
            <Icon name="close" />
            <span class="unseen">{t("act.dismiss")}</span>
          </button>
        </div>
      ))}
    </div>
  );
}
