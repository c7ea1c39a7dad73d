/** The QR code of the venue, which changes every half minute: who scans it is on site. For the big screen and the clerk. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import { TroubleError } from "../../base/api";
import { whyNot } from "../../base/refusals";
import { type VenueCode, venueApi } from "./venue_api";

/** Milliseconds until a code is asked for again after it could not be had. */
const AGAIN_MS = 3_000;

export type Shown =
  | { readonly state: "loading" }
  | { readonly state: "shown"; readonly code: VenueCode }
  | { readonly state: "failed"; readonly words: string };

/** Keeps the code of now; stops for good where one may not show it. */
export function useVenueCode(forum: string, key: string): Shown {
  const [shown, show] = useState<Shown>({ state: "loading" });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const ask = async () => {
      let wait: number | null = AGAIN_MS;
      try {
        const code = await venueApi.code(forum, key);
        if (!over) show({ state: "shown", code });
        wait = Math.max(0, code.until - code.now);
      } catch (error) {
        if (!over) show({ state: "failed", words: whyNot(error) });
        if (error instanceof TroubleError && (error.status === 401 || error.status === 403)) wait = null;
      }
      if (!over && wait !== null) timer = setTimeout(() => void ask(), wait);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [forum, key]);
  return shown;
}

/** Returns the key that stands in the address of a venue's screen, or nothing. */
export function screenKey(hash: string): string {
  return /^#venue=([0-9A-Za-z.]{1,48})$/.exec(hash)?.[1] ?? "";
}

export function VenueQr({ forum, deviceKey = "" }: { forum: string; deviceKey?: string }) {
  const shown = useVenueCode(forum, deviceKey);
  if (shown.state === "loading") return <p class="quiet">{t("loading")}</p>;
  if (shown.state === "failed") return <p role="alert">{shown.words}</p>;
  return (
    <figure class="venue-qr">
      <img src={shown.code.picture} alt={t("venue.qr")} width="232" height="232" />
      <figcaption>{t("venue.scan")}</figcaption>
    </figure>
  );
}
