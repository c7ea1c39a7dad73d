/** The page of the moderator view: signs staff in where it stands, opens the forum, and says when there is none. */
import { useEffect, useState } from "preact/hooks";
import { browserForum } from "../../../forum_client/browser";
import type { OwnForum } from "../../../forum_client/open";
import { t } from "../../../i18n/t";
import { useLoaded } from "../../base/hooks";
import { whyNot } from "../../base/refusals";
import { useKeptFocus } from "../../parts/kept_focus";
import { SiteHead } from "../../parts/site";
import { SignIn } from "../../staff/sign_in";
import { type StaffMe, staffApi } from "../../staff/staff_api";
import { makeModerator } from "./context";
import { ModeratorView } from "./moderator";

export default function ModeratorPage({ id }: { id: string }) {
  const known = useLoaded(staffApi.me);
  const [entered, setEntered] = useState<StaffMe | null>(null);
  useKeptFocus();
  const me = entered ?? (known.state === "ready" ? known.value : null);
  if (me) return <Opened id={id} me={me} />;
  return (
    <>
      <SiteHead />
      <main class="page" id="main" tabIndex={-1}>
        {known.state === "loading" ? (
          <p role="status">{t("loading")}</p>
        ) : (
          <>
            <p>{t("desk.sign_in")}</p>
            <SignIn onIn={setEntered} />
          </>
        )}
      </main>
    </>
  );
}

/** Opens the forum once one is known, and lets go of it with the page. */
function Opened({ id, me }: { id: string; me: StaffMe }) {
  const [moderator, setModerator] = useState<ReturnType<typeof makeModerator> | null>(null);
  useEffect(() => {
    const forum: OwnForum = browserForum(id, "desk");
    setModerator(makeModerator(forum, me.role));
    return () => forum.dispose();
  }, [id, me.role]);
  const refused = moderator?.forum.refused.value;
  if (moderator?.forum.parts.value.head) return <ModeratorView moderator={moderator} />;
  return (
    <>
      <SiteHead />
      <main class="page farewell" id="main" tabIndex={-1}>
        {refused ? <p role="alert">{whyNot(refused)}</p> : <p role="status">{t("loading")}</p>}
      </main>
    </>
  );
}
