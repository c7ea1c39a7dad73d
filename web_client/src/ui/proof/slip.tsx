/** A numbered slip of the clerk: this phone becomes the person who holds it. */

import { t } from "../../i18n/t";
import { Hint } from "../parts/field";
import { Problem, useSubmit } from "../parts/submit";
import { readSlip } from "./fragment";
import { comeIn, proofApi } from "./proof_api";
import type { ProofProps } from "./proof_props";

export function Slip({ fragment, onDone }: ProofProps) {
  const slip = readSlip(fragment);
  const request = useSubmit();
  if (!slip) return <Unread />;
  const link = () =>
    request.run(async () => {
      await comeIn();
      const { forum } = await proofApi.linkSlip(slip.forum, slip.number, slip.seal);
      onDone({ words: t("proof.slip.done", { n: slip.number }), forum });
    });
  return (
    <section class="card stack">
      <h2>{t("proof.slip.number", { n: slip.number })}</h2>
      <p>{t("proof.slip.what")}</p>
      <Problem words={request.code === "no_such" ? t("proof.slip.early") : request.problem} />
      <button type="button" class="button filled main" aria-disabled={request.busy} onClick={() => void link()}>
        {t(request.busy ? "proof.busy" : "proof.slip.do")}
      </button>
    </section>
  );
}

/** The address was typed, cut, or opened a second time. */
export function Unread() {
  return (
    <div class="card" role="alert">
      <Hint kind="bad">{t("proof.unread")}</Hint>
    </div>
  );
}
