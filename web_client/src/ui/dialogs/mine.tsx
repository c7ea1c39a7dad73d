/** My data: see it, take it along, erase it. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { dayTime } from "../../i18n/time";
import { EXPORT_PATH, eraseMine, getMine, type OwnData } from "../api";
import { useLoaded } from "../hooks";
import { act } from "../notices";
import { Dialog } from "../parts/dialog";
import { whyNot } from "../refusals";

export function MineDialog({ onClose }: { onClose: () => void }) {
  const mine = useLoaded(getMine);
  const [sure, setSure] = useState(false);
  const erase = async () => {
    if (!sure) return setSure(true);
    if (await act(eraseMine())) location.assign("/");
  };
  const foot = (
    <>
      <a class="button" href={EXPORT_PATH} download="agora-my-data.json">
        {t("mine.export")}
      </a>
      <button type="button" class="button danger" onClick={() => void erase()}>
        {t(sure ? "mine.erase.sure" : "mine.erase")}
      </button>
    </>
  );
  return (
    <Dialog title={t("menu.mine")} onClose={onClose} foot={foot}>
      <p>{t("mine.short")}</p>
      {mine.state === "loading" && <p class="quiet">{t("loading")}</p>}
      {mine.state === "failed" && <p role="alert">{whyNot(mine.trouble)}</p>}
      {mine.state === "ready" && <Kept data={mine.value} />}
      <div role="alert">{sure && <p>{t("mine.erase.what")}</p>}</div>
    </Dialog>
  );
}

/** Shows whatever the server keeps, table by table and field by field. */
function Kept({ data }: { data: OwnData }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, by keyboard too.
    <section class="scroll" tabIndex={0} aria-label={t("menu.mine")}>
      {Object.entries(data.kept).map(([table, rows]) => (
        <table class="table" key={table}>
          <caption class="legend">{table}</caption>
          <tbody>
            {rows.flatMap((row, index) =>
              Object.entries(row).map(([name, value]) => (
                <tr key={`${index} ${name}`}>
                  <th scope="row">{name}</th>
                  <td>{shown(name, value)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      ))}
    </section>
  );
}

/** Times in words; everything else as it is kept. */
function shown(name: string, value: unknown): string {
  const times = /^(at|created|seen|until|expires)$/.test(name) && typeof value === "number";
  return times ? dayTime(value) : typeof value === "object" ? JSON.stringify(value) : String(value);
}
