/** Practising the desk: a copy of the forum with made-up people, in a page of its own. */

import { t } from "../../../i18n/t";
import type { ForumMade, PracticeRequest } from "../../../protocol/http";
import { api } from "../../base/api";
import { Problem, useSubmit } from "../../parts/submit";
import { useModerator } from "./context";
import { SheetFrame } from "./sheet";

/** A second press after a lost line brings the same id, and opens the same practice. */
const begin = (forum: string, act: string) =>
  api.post<ForumMade>(`/api/forums/${forum}/practice`, { act } satisfies PracticeRequest);

export function PracticeSheet() {
  const { forum } = useModerator();
  const request = useSubmit();
  const go = () =>
    request.run(async (act) => {
      const practice = await begin(forum.id, act);
      location.assign(`/hall/${practice.forum}/desk`);
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
