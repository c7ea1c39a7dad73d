/** My data: see it, take it along, erase it. */
import { useState } from "preact/hooks";
import { t, tMade } from "../../i18n/t";
import { dayTime } from "../../i18n/time";
import { EXPORT_PATH, eraseMine, getMine, type OwnData } from "../base/api";
import { useLoaded } from "../base/hooks";
import { act } from "../base/notices";
import { whyNot } from "../base/refusals";
import { Dialog } from "../parts/dialog";

export default function MineDialog({ onClose }: { onClose: () => void }) {
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

/** Shows whatever the server keeps, table by table and field by field; what is kept of nobody is left out. */
function Kept({ data }: { data: OwnData }) {
  const tables = Object.entries(data.kept).filter(([, rows]) => rows.length > 0);
  if (tables.length === 0) return <p class="empty">{t("kept.none")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, by keyboard too.
    <section class="scroll" tabIndex={0} aria-label={t("menu.mine")}>
      {tables.map(([table, rows]) => (
        <table class="table" key={table}>
          <caption class="legend">{tMade(`kept.${table}`, "kept.other")}</caption>
          <tbody>
            {rows.flatMap((row, index) =>
              Object.entries(row).map(([name, value]) => (
                <tr key={`${index} ${name}`}>
                  <th scope="row">{tMade(`kept.field.${name}`, "kept.other")}</th>
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

const TIMES = new Set(["at", "created", "seen", "until", "expires", "used", "judged", "lifted", "erased"]);

/** Times, yes and no in words; everything else as it is kept. */
function shown(name: string, value: unknown): string {
  if (value === null || value === "") return t("kept.empty");
  if (typeof value === "boolean") return t(value ? "kept.yes" : "kept.no");
  if (TIMES.has(name) && typeof value === "number") return value ? dayTime(value) : t("kept.empty");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
