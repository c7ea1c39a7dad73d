/** Head and foot of the pages outside the square. */
import { LANGUAGES, language, languageName, t } from "../../i18n/t";
import { Mark } from "../base/icons";
import { navigate } from "../base/route";
import { chooseLanguage } from "../base/settings";

/** A link that stays within the application. */
export function Inner({
  to,
  children,
  class: kind,
  label,
}: {
  to: string;
  /** For ears, where the words alone do not say where it leads; begins with them. */
  label?: string;
  children: preact.ComponentChildren;
  class?: string;
}) {
  return (
    <a
      href={to}
      class={kind}
      aria-label={label}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </a>
  );
}

export function SiteHead({ onSettings }: { onSettings?: () => void }) {
  return (
    <>
      <header class="door-head">
        <Inner to="/" class="brand">
          <Mark />
          {t("title")}
        </Inner>
        {onSettings && (
          <button type="button" class="button" onClick={onSettings}>
            {t("settings.text")}
          </button>
        )}
      </header>
      <div class="zigzag" aria-hidden="true" />
    </>
  );
}

export function LanguageLinks() {
  const others = LANGUAGES.filter((one) => one !== language.value);
  return (
    <footer class="door-foot">
      {others.map((one) => (
        <button type="button" class="button text" lang={one} key={one} onClick={() => void chooseLanguage(one)}>
          {languageName(one)}
        </button>
      ))}
      <Inner to="/help">{t("page.help")}</Inner>
      <Inner to="/privacy">{t("page.privacy")}</Inner>
      <Inner to="/accessibility">{t("page.accessibility")}</Inner>
      <Inner to="/about">{t("page.about")}</Inner>
    </footer>
  );
}
