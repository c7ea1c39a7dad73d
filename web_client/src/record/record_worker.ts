/** Reads and checks a file beside the page, so that the page stays quick; answers with progress, then the verdict. */
import { type Verdict, verdictOf } from "./reader";

/** A question: a file under a number, so that who asks again does not take the first answer for the second. */
export interface Question {
  readonly id: number;
  readonly file: Blob;
}

export type Answer =
  | { readonly id: number; readonly kind: "progress"; readonly done: number; readonly all: number }
  | { readonly id: number; readonly kind: "verdict"; readonly verdict: Verdict }
  | { readonly id: number; readonly kind: "failed" };

const answer = (words: Answer) => postMessage(words);

addEventListener("message", async ({ data: { id, file } }: MessageEvent<Question>) => {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const onRows = (done: number, all: number) => answer({ id, kind: "progress", done, all });
    answer({ id, kind: "verdict", verdict: await verdictOf(bytes, { onRows }) });
  } catch {
    answer({ id, kind: "failed" }); // the file is gone, or there is not enough memory
  }
});
