/** Choose how one looks; the picture follows. */
import { useId, useState } from "preact/hooks";
import { type Key, t } from "../../i18n/t";
import type { LookInfo } from "../../square/square";
import { AIDS, BOTTOMS, COLOUR_KEYS, FIGURES, Figure, HAIR_STYLES, HAIRS, SKINS, TOPS } from "../look";
import { Dialog } from "../parts/dialog";
import { Choices } from "../parts/field";

const COLOURS = { top: TOPS, bottom: BOTTOMS, hair: HAIRS, skin: SKINS } as const;
type Part = keyof typeof COLOURS;

export function LookDialog({
  look,
  onSave,
  onClose,
}: {
  look: LookInfo;
  onSave: (look: LookInfo) => void;
  onClose: () => void;
}) {
  const [mine, set] = useState(look);
  const change = (to: Partial<LookInfo>) => set({ ...mine, ...to });
  const save = () => {
    onSave(mine);
    onClose();
  };
  const foot = (
    <>
      <button type="button" class="button" onClick={onClose}>
        {t("act.cancel")}
      </button>
      <button type="button" class="button filled" onClick={save}>
        {t("look.save")}
      </button>
    </>
  );
  return (
    <Dialog title={t("look.title")} onClose={onClose} foot={foot} broad>
      <div class="looks">
        <div class="preview">
          <Figure look={mine} label={t("look.preview")} />
        </div>
        <div class="stack">
          <Choices
            legend={t("look.figure")}
            across
            value={mine.figure}
            onChange={(figure) => change({ figure })}
            options={FIGURES.map((key, value) => ({ value, words: t(key) }))}
          />
          <Choices
            legend={t("look.hair_style")}
            across
            value={mine.hairStyle}
            onChange={(hairStyle) => change({ hairStyle })}
            options={HAIR_STYLES.map((key, value) => ({ value, words: t(key) }))}
          />
          {(Object.keys(COLOURS) as Part[]).map((part) => (
            <Swatches key={part} part={part} value={mine[part]} onChange={(value) => change({ [part]: value })} />
          ))}
          <Choices
            legend={t("look.aid")}
            across
            value={mine.aid}
            onChange={(aid) => change({ aid })}
            options={AIDS.map((value) => ({ value, words: t(`look.aid.${value}`) }))}
          />
        </div>
      </div>
    </Dialog>
  );
}

function Swatches({ part, value, onChange }: { part: Part; value: number; onChange: (value: number) => void }) {
  const name = useId();
  return (
    <fieldset class="stack-tight">
      <legend class="legend">{t(`look.${part}`)}</legend>
      <div class="swatches">
        {COLOURS[part].map((colour, index) => (
          <label class="swatch" key={colour}>
            <input
              type="radio"
              name={name}
              checked={index === value}
              onChange={() => onChange(index)}
              aria-label={t(`colour.${COLOUR_KEYS[part][index]}` as Key)}
            />
            <svg viewBox="0 0 44 44" aria-hidden="true">
              <circle cx="22" cy="22" r="17" fill={colour} stroke="#85847d" />
            </svg>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
