/** Practising the desk: a copy of the forum with made-up people, in a page of its own. */
import { t } from "../../../i18n/t";
import { newId } from "../../../net/page";
import { api } from "../../api";
import { Problem, useRequest } from "../../parts/request";
import { useDesk } from "./context";
import { SheetFrame } from "./sheet";

/** One act a page: a second press after a lost line opens the same practice. */
const ACT = newId().slice(0, 32);

const begin = (forum: string) => api.post<{ readonly forum: string }>(`/api/forums/${forum}/practice`, { act: ACT });

export function PracticeSheet() {
  const { hall } = useDesk();
  const request = useRequest();
  const go = () =>
    request.run(async () => {
      const { forum } = await begin(hall.id);
      location.assign(`/hall/${forum}/desk`);
    });
  return (
    <SheetFrame title={t("desk.practice")}>
      <p>{t("desk.practice.what")}</p>
      <Problem words={request.problem} />
      <button type="button" class="button second wide" aria-disabled={request.busy} onClick={() => void go()}>
        {t("desk.practice.do")}
      </button>
    </SheetFrame>
  );
}
