/** My place in the queue, the expected wait, and why it is this one. */
import { t } from "../../../i18n/t";
import { Icon } from "../../base/icons";
import { type Reasoned, reasonWords } from "../parts/reasons";
import { waitWords } from "../parts/waits";
import { useParticipant } from "./context";
import { Card } from "./parts";

export function MyPlace() {
  const { forum } = useParticipant();
  const mine = forum.mine.value;
  if (mine === null || mine.place === null) return null;
  const { place, away, wait, reasons } = mine.place;
  const row = forum.parts.value.queue?.rows.find((one) => one.entry === mine.entry);
  const who: Reasoned = {
    kind: mine.kind ?? "normal",
    stance: row?.stance ?? "none",
    channel: row?.channel ?? mine.channel,
    reason: row?.reason ?? "",
  };
  if (away) {
    return (
      <section class="card my-place" aria-label={t("light.place")}>
        <p>{t("light.place.away")}</p>
      </section>
    );
  }
  return (
    <>
      <section class="card my-place" aria-label={t("light.place")}>
        <p>{t(row?.name ? "light.place.of" : "light.place.mine", { name: row?.name ?? "" })}</p>
        <p class="my-place-figures">
          <strong>{t("light.place.nth", { n: place })}</strong>
          <span>{waitWords(wait)}</span>
        </p>
        <p class="second small">{t(mine.channel === "onsite" ? "light.place.onsite" : "light.place.told")}</p>
      </section>
      <Card title={t("light.place.why", { n: place })}>
        <ul class="reasons">
          {reasons.map((key) => (
            <li key={key}>
              <Icon name="check" />
              {reasonWords(key, who)}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
