/** Where citizens come in, by QR code and by address, and where the projector, the clerk and the record are. */
import { t } from "../../../i18n/t";
import { tell } from "../../base/notices";
import { HandoverButton } from "../../staff/handover";
import { useWayIn } from "../parts/way_in";
import { useModerator } from "./context";
import { SheetFrame } from "./sheet";

const PAGES = { light: "", screen: "/screen", clerk: "/clerk", record: "/record" } as const;

export function JoinSheet() {
  const { forum } = useModerator();
  return (
    <SheetFrame title={t("desk.join")}>
      <WayIn forum={forum.id} />
      <HandoverButton page={`/hall/${forum.id}/desk`} />
      <ul class="stack-tight">
        {(Object.keys(PAGES) as (keyof typeof PAGES)[]).map((name) => (
          <li key={name}>
            <a class="button wide" href={`/hall/${forum.id}${PAGES[name]}`} target="_blank" rel="noopener">
              {t(`desk.page.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </SheetFrame>
  );
}

/** To hold out to a phone, to read out, or to send; the code of the venue, which checks people in, is another one. */
function WayIn({ forum }: { forum: string }) {
  const way = useWayIn(forum);
  const address = way?.address ?? `${location.origin}/hall/${forum}`;
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => tell("good", t("share.copied")),
      () => tell("bad", t("share.not_copied")),
    );
  return (
    <div class="desk-way">
      <p>{t("desk.join.what")}</p>
      {way ? (
        <img src={way.picture} alt={t("desk.join.qr")} width="232" height="232" />
      ) : (
        <p class="desk-way-none quiet">{t("desk.join.wait")}</p>
      )}
      <p class="address">{address}</p>
      <button type="button" class="button wide" onClick={() => void copy()}>
        {t("share.copy")}
      </button>
      <p class="quiet">{t("desk.join.onsite")}</p>
    </div>
  );
}
