/** The code on the big screen of the hall: whoever scans it is there. It changes, so it is sent without a tap. */

import { useEffect } from "preact/hooks";
import { t } from "../../i18n/t";
import { Problem, useSubmit } from "../parts/submit";
import { readVenue } from "./fragment";
import { comeIn, proofApi } from "./proof_api";
import type { ProofProps } from "./proof_props";
import { Unread } from "./slip";

export function Onsite({ fragment, onDone }: ProofProps) {
  const venue = readVenue(fragment);
  const request = useSubmit();
  const arrive = async () => {
    if (!venue) return;
    await request.run(async () => {
      await comeIn();
      const { forum } = await proofApi.onsite(venue.forum, venue.code);
      onDone({ words: t("proof.on.done"), forum });
    });
  };
  useEffect(() => {
    void arrive();
  }, []);
  if (!venue) return <Unread />;
  return (
    <section class="card stack">
      <p>{t("proof.on.what")}</p>
      <Problem words={request.problem} />
      {request.problem ? (
        <button type="button" class="button second" onClick={() => void arrive()}>
          {t("line.again")}
        </button>
      ) : (
        <p role="status">{t("proof.busy")}</p>
      )}
    </section>
  );
}
