/** The second device: claims what it scanned, shows two digits, and goes on once the first device said so. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { whyNot } from "../base/refusals";
import { takeFragment } from "../proof/fragment";
import { useAsking } from "./handover";
import { handoverApi } from "./handover_api";

export function Take() {
  const [token] = useState(takeFragment);
  const [claimed, setClaimed] = useState<{ ticket: string; digits: string } | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    handoverApi.claim(token).then(setClaimed, (error: unknown) => setFailed(whyNot(error)));
  }, [token]);
  const ask = async () => {
    const { done, page } = await handoverApi.finish(claimed?.ticket ?? "");
    if (done) location.assign(page); // a new session: the page begins anew
    return done;
  };
  useAsking(ask, setFailed, claimed !== null);
  return (
    <section class="card stack">
      <h1>{t("handover.take")}</h1>
      {failed && <p role="alert">{failed}</p>}
      {!failed && !claimed && <p role="status">{t("proof.busy")}</p>}
      {!failed && claimed && (
        <div class="stack" role="status">
          <p class="digits">{claimed.digits}</p>
          <p>{t("handover.wait")}</p>
        </div>
      )}
    </section>
  );
}
