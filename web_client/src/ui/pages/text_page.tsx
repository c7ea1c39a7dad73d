/** Pages of text: privacy, accessibility, where the data come from, how it works. Loaded when first wanted. */
import { useEffect, useState } from "preact/hooks";
import { type Key, t } from "../../i18n/t";
import { PrivacyText } from "../dialogs/privacy";
import { SettingsDialog } from "../dialogs/settings";
import { AboutText } from "../parts/about_text";
import { Inner, LanguageLinks, SiteHead } from "../parts/site";

type Page = "privacy" | "accessibility" | "about" | "help";

const PARAGRAPHS: Readonly<Record<"accessibility" | "help", readonly Key[]>> = {
  accessibility: [
    "access.aim",
    "access.list",
    "access.keys",
    "access.reader",
    "access.text",
    "access.limits",
    "access.contact",
  ],
  help: ["help.enter", "help.views", "help.walk", "help.talk", "help.private", "help.care", "help.leave"],
};

export default function TextPage({ page }: { page: Page }) {
  const [settings, setSettings] = useState(false);
  useEffect(() => {
    document.title = `${t(`page.${page}`)} · ${t("title")}`;
  });
  return (
    <>
      <SiteHead onSettings={() => setSettings(true)} />
      <main class="page" id="main" tabIndex={-1}>
        <h1>{t(`page.${page}`)}</h1>
        {page === "privacy" && <PrivacyText />}
        {page === "about" && <AboutText />}
        {(page === "accessibility" || page === "help") && (
          <ul class="dots stack">
            {PARAGRAPHS[page].map((key) => (
              <li key={key}>{t(key)}</li>
            ))}
          </ul>
        )}
        <p>
          <Inner to="/">{t("page.back")}</Inner>
        </p>
      </main>
      <LanguageLinks />
      {settings && <SettingsDialog onClose={() => setSettings(false)} />}
    </>
  );
}
