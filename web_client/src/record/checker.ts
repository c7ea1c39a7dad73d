/** Asks the worker for the verdict on a file. */
import type { Verdict } from "./reader";
import type { Answer, Question } from "./record_worker";

/** Checks a file; rejects where the browser cannot. */
export type Check = (file: Blob, onRows: (done: number, all: number) => void) => Promise<Verdict>;

/** The part of a worker that is used. */
export type Desk = Pick<Worker, "postMessage" | "addEventListener" | "removeEventListener">;

/** Returns a check by a worker that has been started already: later the network may be off. */
export function checkBy(worker: Desk): Check {
  let last = 0;
  return (file, onRows) =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      const end = () => {
        worker.removeEventListener("message", hear);
        worker.removeEventListener("error", broken);
      };
      const broken = () => {
        end();
        reject(new Error("the worker did not start"));
      };
      const hear = ({ data }: MessageEvent<Answer>) => {
        if (data.id !== id) return;
        if (data.kind === "progress") return onRows(data.done, data.all);
        end();
        if (data.kind === "verdict") resolve(data.verdict);
        else reject(new Error("the file could not be read"));
      };
      worker.addEventListener("message", hear);
      worker.addEventListener("error", broken);
      worker.postMessage({ id, file } satisfies Question);
    });
}
