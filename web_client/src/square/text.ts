/** The length of words, as the server counts: code points after NFC. The twin of `rooms/text.py`. */

/** Code points that one may say at once. */
export const MAX_TEXT = 500;

export interface Counted {
  /** The text as it is sent. */
  readonly text: string;
  readonly length: number;
}

/** Returns the text in NFC and its length in code points. */
export function count(text: string): Counted {
  const composed = text.normalize("NFC");
  let length = 0;
  for (const _ of composed) length += 1;
  return { text: composed, length };
}
