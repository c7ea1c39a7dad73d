/** What the composer decides, free of the page: when Enter sends, how long a text is, what is kept over a reload. */

/** From here on the counter shows. */
export const NEAR_LIMIT = 450;
/** Asking how many hear: at most this often while one types. */
export const ASK_EVERY_MS = 1_500;

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** The code browsers give keys that an input method takes; Safari sends Enter so right after the composition ends. */
const TAKEN_BY_INPUT_METHOD = 229;

/** Whether a key press sends: Enter alone, and never the Enter that ends a syllable. */
export function sends(press: KeyPress): boolean {
  return press.key === "Enter" && !press.shiftKey && !press.isComposing && press.keyCode !== TAKEN_BY_INPUT_METHOD;
}

const DRAFT = "agora.draft";

/** Keeps what is half written over a reload (a new version of the page may ask for one). */
export function keepDraft(text: string): void {
  try {
    if (text) sessionStorage.setItem(DRAFT, text);
    else sessionStorage.removeItem(DRAFT);
  } catch {
    // No storage: the draft lives as long as the page.
  }
}

export function keptDraft(): string {
  try {
    return sessionStorage.getItem(DRAFT) ?? "";
  } catch {
    return "";
  }
}
