/** The last step: how the forum will be announced, in words, before it is made. */
import { type Key, t } from "../../../i18n/t";
import { dayTime } from "../../../i18n/time";
import type { Rules } from "../../../protocol/messages";
import { opensAt, type Plan, totalMinutes } from "./plan";

/** Says the rules as sentences: what people ask first. */
export function ruleWords({ levels, ballot, ...rules }: Rules): readonly string[] {
  const keys: Key[] = rules.order
    .filter((key) => rules.camps || (key !== "balance" && key !== "alternate_camp"))
    .map((key) => `setup.key.${key as "balance"}` as const);
  const quorum = { of: t(`setup.quorum.${ballot.quorum_of}`), n: ballot.quorum_per_mille / 10 };
  return [
    t("setup.say.ask", { who: t(`setup.level.${levels.ask}`), n: rules.speech_s }),
    t("setup.say.order", { keys: keys.map((key) => t(key)).join(" → ") }),
    ...(rules.camps ? [t("setup.say.camps", { camp: t(`setup.camp.${rules.first_camp as "pro"}`) })] : []),
    t("setup.say.vote", { who: t(`setup.level.${levels.vote}`), how: t(`setup.secrecy.${ballot.secrecy}`) }),
    ballot.quorum_of === "nobody" ? t("setup.say.no_quorum") : t("setup.say.quorum", quorum),
    t(rules.voice_recorded ? "setup.voice.on" : "setup.voice.off"),
  ];
}

export function Preview({ plan, hall }: { plan: Plan; hall: string }) {
  const { details } = plan;
  const panel = details.panel.filter((one) => one.trim());
  return (
    <article class="card stack" aria-labelledby="preview-title">
      <p class="quiet">{t("setup.preview")}</p>
      <h2 id="preview-title">{plan.title}</h2>
      <p>
        <strong>{dayTime(opensAt(plan))}</strong> · {hall} · {t("setup.total", { n: totalMinutes(plan) })}
      </p>
      {details.about && <p>{details.about}</p>}
      {panel.length > 0 && (
        <p>
          <strong>{t("setup.panel")}</strong> {panel.join(", ")}
        </p>
      )}
      <h3>{t("setup.agenda")}</h3>
      <ol class="numbers">
        {plan.agenda.map((item) => (
          <li key={item.row}>
            {item.title} <span class="quiet">{t("setup.preview.item", { n: item.minutes })}</span>
          </li>
        ))}
      </ol>
      <h3>{t("setup.rules")}</h3>
      <ul class="dots">
        {ruleWords(plan.rules).map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {details.documents.length > 0 && (
        <>
          <h3>{t("setup.documents")}</h3>
          <ul class="dots">
            {details.documents.map((one) => (
              <li key={one.url + one.title}>
                <a href={one.url} target="_blank" rel="noreferrer">
                  {one.title}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}
