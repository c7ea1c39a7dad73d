/** An act under way, for a button: busy meanwhile, and the words of a refusal that stay beside it. */
import { useState } from "preact/hooks";
import { whyNot } from "../../refusals";

export interface Doing {
  readonly busy: boolean;
  readonly problem: string | null;
  /** Runs an act unless one is under way; resolves to whether it was done. */
  readonly run: (act: () => Promise<unknown>) => Promise<boolean>;
}

export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (act: () => Promise<unknown>) => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await act();
      return true;
    } catch (error) {
      setProblem(whyNot(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
