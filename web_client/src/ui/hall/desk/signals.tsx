/** What listeners showed within the last half minute: how many, and where they are. */
import { t } from "../../../i18n/t";
import { useDesk } from "./context";

export function Signals() {
  const counts = useDesk().hall.parts.value.signals?.counts ?? [];
  const shown = counts.filter((one) => one.online + one.onsite > 0);
  return (
    <section class="card desk-signals" aria-labelledby="desk-signals">
      <h2 id="desk-signals">{t("desk.signals")}</h2>
      {shown.length === 0 && <p class="quiet">{t("desk.signals.none")}</p>}
      <ul>
        {shown.map((one) => (
          <li key={one.signal} class="spread">
            <span>
              {t(`desk.signal.${one.signal}`)} <strong>{t("desk.people", { n: one.online + one.onsite })}</strong>
            </span>
            <span class="quiet">{t("desk.signal.where", { onsite: one.onsite, online: one.online })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
