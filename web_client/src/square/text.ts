/**
 * What words become before anybody hears them: the twin of `rooms/base/text.py`; `tests/vectors/text.json` is replayed by
 * both. Every class of signs is an explicit range, so that the answer does not depend on a browser's Unicode.
 */

/** Code points that one may say at once, after normalisation. */
export const MAX_TEXT = 500;

// A lone surrogate, a control, a sign that steers the direction: nothing that is heard has one.
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is dropped here.
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]/gu;
const LINE_ENDS = /\r\n|[\r\u0085\u2028\u2029]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const BLANKS = /[\t\u000b\u000c]/gu;
const MARKS =
  "\\u0300-\\u036f\\u0483-\\u0489\\u0e34-\\u0e3a\\u0e47-\\u0e4e\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f";
const TOWERS = new RegExp(`([${MARKS}]{3})[${MARKS}]+`, "gu");
const GAPS = /\n{3,}/gu;
const SPACES = "\\n \\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
const EDGES = new RegExp(`^[${SPACES}]+|[${SPACES}]+$`, "gu");
const NOTHING = new RegExp(
  `[${SPACES}${MARKS}\\u115f\\u1160\\u2800\\u3164\\uffa0\\u200c\\u200d\\ufe00-\\ufe0f]+`,
  "gu",
);

export interface Counted {
  /** The text as it is kept and shown. */
  readonly text: string;
  /** Code points. */
  readonly length: number;
}

/** Returns the text as it is kept and shown. Normalising twice changes nothing. */
export function normalise(text: string): string {
  const plain = text.replace(LINE_ENDS, "\n").replace(BLANKS, " ").replace(HIDDEN, "");
  return plain.normalize("NFC").replace(TOWERS, "$1").replace(GAPS, "\n\n").replace(EDGES, "");
}

/** Tells whether a normalised text shows nothing. */
export function isEmpty(text: string): boolean {
  return text.replace(NOTHING, "") === "";
}

/** Returns the normalised text and its length in code points. */
export function count(text: string): Counted {
  const composed = normalise(text);
  let length = 0;
  for (const _ of composed) length += 1;
  return { text: composed, length };
}
