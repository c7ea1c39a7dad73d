/** Takes the desk to a second device: the code on the first, two digits on both, one tap on the first. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { whyNot } from "../base/refusals";
import { Dialog } from "../parts/dialog";
import { Problem, useSubmit } from "../parts/submit";
import { handoverApi, type Made, type Seen } from "./handover_api";

/** Milliseconds between two looks at how far the other device is. */
const LOOK_MS = 1_000;

/** Asks again and again until it is over; a late answer of a page that is gone is dropped. */
export function useAsking(ask: () => Promise<boolean>, onFailed: (words: string) => void, active: boolean): void {
  useEffect(() => {
    if (!active) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const next = () => {
      timer = setTimeout(async () => {
        try {
          if (!(await ask()) && !over) next();
        } catch (error) {
          if (!over) onFailed(whyNot(error));
        }
      }, LOOK_MS);
    };
    next();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [active]);
}

/** A button for every page of staff; `page` is where the second device goes on. */
export function HandoverButton({ page }: { page: string }) {
  const [made, setMade] = useState<Made | null>(null);
  const request = useSubmit();
  return (
    <>
      <button
        type="button"
        class="button"
        aria-disabled={request.busy}
        onClick={() => void request.run(async () => setMade(await handoverApi.begin(page)))}
      >
        {t("handover.do")}
      </button>
      <Problem words={request.problem} />
      {made && <FirstDevice made={made} onClose={() => setMade(null)} />}
    </>
  );
}

function FirstDevice({ made, onClose }: { made: Made; onClose: () => void }) {
  const [seen, setSeen] = useState<Seen>({ state: "waiting", digits: "", device: "" });
  const [failed, setFailed] = useState<string | null>(null);
  const request = useSubmit();
  const look = async () => {
    const now = await handoverApi.look(made.id);
    setSeen(now);
    return now.state !== "waiting";
  };
  useAsking(look, setFailed, true);
  const confirm = () => void request.run(async () => setSeen(await handoverApi.confirm(made.id)));
  return (
    <Dialog title={t("handover.do")} onClose={onClose}>
      {failed && <p role="alert">{failed}</p>}
      {!failed && seen.state === "waiting" && (
        <figure class="venue-qr">
          <img src={made.picture} alt={t("handover.qr")} width="232" height="232" />
          <figcaption>{t("handover.scan")}</figcaption>
        </figure>
      )}
      {!failed && seen.state === "claimed" && (
        <div class="stack" role="status">
          <p>{t("handover.compare")}</p>
          <p class="quiet">{seen.device}</p>
          <button type="button" class="button filled main" onClick={confirm}>
            {t("handover.same", { digits: seen.digits })}
          </button>
          <button type="button" class="button wide" onClick={onClose}>
            {t("handover.differ")}
          </button>
        </div>
      )}
      {seen.state === "confirmed" && <p role="status">{t("handover.done")}</p>}
      <Problem words={request.problem} />
    </Dialog>
  );
}
