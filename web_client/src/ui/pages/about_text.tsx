/** The attributions of the data that the square is made of. */
import { t } from "../../i18n/t";

const SOURCES = ["about.districts", "about.places", "about.rail", "about.hills", "about.font", "about.code"] as const;

export function AboutText() {
  return (
    <>
      <p>{t("about.short")}</p>
      <h2>{t("about.sources")}</h2>
      <ul class="dots stack-tight">
        {SOURCES.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <p class="second">{t("about.scale")}</p>
    </>
  );
}
