/** What is said with the floor: the last two lines, the newest brightest; the history shows corrections struck. */
import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import type { LineView } from "../../../protocol/messages";
import { ForumIcon } from "./forum_icon";
import { nameOf } from "./queue_row";

/** Lines that stand without the history. */
const LAST = 2;

export function Captions({ lines }: { lines: readonly LineView[] }) {
  const [whole, setWhole] = useState(false);
  const last = lines.slice(-LAST);
  return (
    <section class="captions" aria-label={t("captions.title")}>
      <div class="spread">
        <h2 class="captions-title">
          <ForumIcon name="caption" /> {t("captions.title")}
        </h2>
        {lines.length > 0 && (
          <button type="button" class="button text" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {t(whole ? "captions.less" : "captions.more")}
          </button>
        )}
      </div>
      {lines.length === 0 && <p class="captions-old">{t("captions.none")}</p>}
      {whole ? <History lines={lines} /> : last.map((line) => <Spoken line={line} key={line.row} />)}
    </section>
  );
}

function Spoken({ line }: { line: LineView }) {
  return <p class="captions-line">{line.text}</p>;
}

/** The last minutes, the oldest first, with who said it. */
function History({ lines }: { lines: readonly LineView[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard.
    <section class="captions-history" aria-label={t("captions.more")} tabIndex={0}>
      {lines.map((line) => (
        <p key={line.row}>
          <strong>{nameOf(line.name)}</strong>{" "}
          {line.before && line.before !== line.text && (
            <>
              <span class="unseen">{t("captions.before")}</span>
              <del>{line.before}</del>{" "}
            </>
          )}
          {line.text || <em>{t("captions.taken_off")}</em>}
        </p>
      ))}
    </section>
  );
}
