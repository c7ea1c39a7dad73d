/** What every page of a proof is given, and what comes of it. */

export interface ProofProps {
  /** What stood behind `#`. */
  readonly fragment: string;
  readonly onDone: (done: Done) => void;
}

/** What came of it: a sentence, and the forum to go to (`null`: whichever is on). */
export interface Done {
  readonly words: string;
  readonly forum: string | null;
}
