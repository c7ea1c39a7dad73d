/** The attributions of the data that the square is made of; those of the world come with it. */
import { given } from "../../i18n/given";
import { t } from "../../i18n/t";
import { loadWorld } from "../../world/world";
import { useLoaded } from "../base/hooks";

const OWN = ["about.font", "about.code"] as const;

export function AboutText() {
  const world = useLoaded(() => loadWorld());
  const credits = world.state === "ready" ? world.value.credits : [];
  return (
    <>
      <p>{t("about.short")}</p>
      <h2>{t("about.sources")}</h2>
      {world.state === "loading" && <p class="quiet">{t("loading")}</p>}
      {world.state === "failed" && <p class="quiet">{t("about.unread")}</p>}
      <ul class="dots stack-tight">
        {credits.map((credit) => (
          <li key={credit.id}>
            {given(credit)} <span class="quiet">{credit.terms}</span>
          </li>
        ))}
        {OWN.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <p class="second">{t("about.scale")}</p>
    </>
  );
}
