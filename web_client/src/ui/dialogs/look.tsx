/** Choose how one looks; the picture follows. */
import { useId, useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { AIDS, COLOUR_PARTS, COLOURS, type ColourPart, FIGURES, HAIR_STYLES, type LookInfo } from "../../square/looks";
import { Figure } from "../base/look";
import { Dialog } from "../parts/dialog";
import { Choices } from "../parts/field";

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
            options={FIGURES.map((kind, value) => ({ value, words: t(`look.${kind}`) }))}
          />
          <Choices
            legend={t("look.hair_style")}
            across
            value={mine.hairStyle}
            onChange={(hairStyle) => change({ hairStyle })}
            options={HAIR_STYLES.map((kind, value) => ({ value, words: t(`look.${kind}`) }))}
          />
          {COLOUR_PARTS.map((part) => (
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

function Swatches({ part, value, onChange }: { part: ColourPart; value: number; onChange: (value: number) => void }) {
  const name = useId();
  return (
    <fieldset class="stack-tight">
      <legend class="legend">{t(`look.${part}`)}</legend>
      <div class="swatches">
        {COLOURS[part].map(({ word, hex }, index) => (
          <label class="swatch" key={hex}>
            <input
              type="radio"
              name={name}
              checked={index === value}
              onChange={() => onChange(index)}
              aria-label={t(`colour.${word}`)}
            />
            <svg viewBox="0 0 44 44" aria-hidden="true">
              <circle cx="22" cy="22" r="17" fill={hex} stroke="#85847d" />
            </svg>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
