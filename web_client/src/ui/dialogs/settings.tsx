/** Settings of this device: size of text, theme, language, sound of new lines, keys, motion. */
import { LANGUAGES, language, languageName, t } from "../../i18n/t";
import {
  chooseLanguage,
  lessMotion,
  readAloud,
  shortcuts,
  TEXT_SIZES,
  THEMES,
  textSize,
  theme,
} from "../base/settings";
import { Dialog } from "../parts/dialog";
import { Check, Choices } from "../parts/field";

export function SettingsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t("settings.title")} onClose={onClose}>
      <Choices
        legend={t("settings.text")}
        across
        value={textSize.value}
        onChange={(size) => {
          textSize.value = size;
        }}
        options={TEXT_SIZES.map((value) => ({ value, words: `${value} %` }))}
      />
      <Choices
        legend={t("settings.theme")}
        across
        value={theme.value}
        onChange={(one) => {
          theme.value = one;
        }}
        options={THEMES.map((value) => ({ value, words: t(`settings.theme.${value}`) }))}
      />
      <Choices
        legend={t("settings.language")}
        across
        value={language.value}
        onChange={(one) => void chooseLanguage(one)}
        options={LANGUAGES.map((value) => ({ value, words: languageName(value) }))}
      />
      <div class="choices">
        <Check
          words={t("settings.read")}
          aside={t("settings.read.aside")}
          checked={readAloud.value}
          onChange={(on) => {
            readAloud.value = on;
          }}
        />
        <Check
          words={t("settings.keys")}
          aside={t("settings.keys.aside")}
          checked={shortcuts.value}
          onChange={(on) => {
            shortcuts.value = on;
          }}
        />
        <Check
          words={t("settings.motion")}
          aside={t("settings.motion.aside")}
          checked={lessMotion.value}
          onChange={(on) => {
            lessMotion.value = on;
          }}
        />
      </div>
    </Dialog>
  );
}
