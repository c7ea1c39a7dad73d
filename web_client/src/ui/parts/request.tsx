/** A request of a form: one at a time, its problem in words beside it. */
import { useState } from "preact/hooks";
import { TroubleError } from "../api";
import { whyNot } from "../refusals";
import { Hint } from "./field";

/** Runs a form's request; holds its problem and whether it is under way. */
export function useRequest() {
  const [problem, setProblem] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const run = async (request: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await request();
    } catch (error) {
      setCode(error instanceof TroubleError ? error.code : "");
      setProblem(whyNot(error));
    } finally {
      setBusy(false);
    }
  };
  return { problem, code, busy, run };
}

export function Problem({ words }: { words: string | null }) {
  return <div role="alert">{words && <Hint kind="bad">{words}</Hint>}</div>;
}
