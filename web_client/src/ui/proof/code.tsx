/** A one-time code: from the QR code of a slip, or typed from it. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { useLoaded } from "../base/hooks";
import { Field } from "../parts/field";
import { Inner } from "../parts/site";
import { Problem, SubmitForm, useSubmit } from "../parts/submit";
import { inGroups, isWhole } from "./fragment";
import { comeIn, proofApi } from "./proof_api";
import type { ProofProps } from "./proof_props";

export function Code({ fragment, onDone }: ProofProps) {
  const [code, setCode] = useState(() => inGroups(fragment));
  const [short, setShort] = useState(false);
  const offer = useLoaded(proofApi.offer);
  const request = useSubmit();
  const redeem = () => {
    setShort(!isWhole(code));
    if (!isWhole(code)) return;
    void request.run(async () => {
      await comeIn();
      const { forum } = await proofApi.redeem(code);
      onDone({ words: t("proof.code.done"), forum });
    });
  };
  return (
    <SubmitForm submit={request} class="card stack" send={redeem}>
      <p>{t("proof.code.what")}</p>
      <Field
        label={t("proof.code.label")}
        value={code}
        onInput={(typed) => setCode(inGroups(typed))}
        hint={<span class="quiet">{t("proof.code.hint")}</span>}
        error={short ? t("proof.code.short") : null}
        maxLength={20}
      />
      <Problem words={request.problem} />
      <button type="submit" class="button filled main" aria-disabled={request.busy}>
        {t(request.busy ? "proof.busy" : "proof.code.do")}
      </button>
      {offer.state === "ready" && offer.value.kind !== "none" && (
        <p>
          <Inner to="/identity">{t("proof.code.or_identity")}</Inner>
        </p>
      )}
    </SubmitForm>
  );
}
