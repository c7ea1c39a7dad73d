/** The microphone check before one's turn: say something, hear it, and be told whether it will do. */
import { useEffect, useState } from "preact/hooks";
import { t, tMade } from "../../../i18n/t";
import type { Trial, TrialState } from "../../../voice/trial";
import { Hint } from "../../parts/field";
import { Level } from "./level";

/** Loads the check with the first tap; tests hand in their own. */
export type LoadTrial = () => Promise<Trial>;
const load: LoadTrial = async () => new (await import("../../../voice/trial")).Trial();

export function MicCheck({ trial: given = load }: { trial?: LoadTrial }) {
  const [trial, setTrial] = useState<Trial | null>(null);
  useEffect(() => {
    void trial?.run();
  }, [trial]);
  const begin = () => {
    if (trial) void trial.run();
    else void given().then(setTrial);
  };
  const state = trial?.state.value ?? { kind: "off" };
  const busy = state.kind === "asking" || state.kind === "recording" || state.kind === "playing";
  return (
    <section class="voice stack-tight" aria-label={t("mic.check.title")}>
      <button type="button" class="button" aria-disabled={busy} onClick={() => busy || begin()}>
        {t(state.kind === "off" ? "mic.check" : "mic.check.again")}
      </button>
      {state.kind === "recording" && <Level value={trial?.level.value ?? 0} label={t("mic.level")} />}
      <div aria-live="polite">
        <Told state={state} />
      </div>
    </section>
  );
}

function Told({ state }: { state: TrialState }) {
  switch (state.kind) {
    case "off":
      return <Hint kind="idea">{t("mic.check.hint")}</Hint>;
    case "done":
      return <Hint kind={state.verdict === "good" ? "good" : "idea"}>{t(`mic.${state.verdict}`)}</Hint>;
    case "failed":
      return <Hint kind="bad">{tMade(`mic.${state.why}`, "mic.unable")}</Hint>;
    default:
      return <Hint kind="idea">{t(`mic.${state.kind}`)}</Hint>;
  }
}
