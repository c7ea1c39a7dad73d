/** The page of the desk: signs staff in where it stands, opens the hall, and says when there is none. */
import { useEffect, useState } from "preact/hooks";
import { browserHall } from "../../../hall/browser";
import type { OwnHall } from "../../../hall/open";
import { t } from "../../../i18n/t";
import { useLoaded } from "../../hooks";
import { useKeptFocus } from "../../parts/kept_focus";
import { SiteHead } from "../../parts/site";
import { whyNot } from "../../refusals";
import { SignIn } from "../../staff/sign_in";
import { type StaffMe, staffApi } from "../../staff/staff_api";
import { makeDesk } from "./context";
import { Desk } from "./desk";

export default function DeskPage({ id }: { id: string }) {
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

/** Opens the hall once one is known, and lets go of it with the page. */
function Opened({ id, me }: { id: string; me: StaffMe }) {
  const [desk, setDesk] = useState<ReturnType<typeof makeDesk> | null>(null);
  useEffect(() => {
    const hall: OwnHall = browserHall(id, "desk");
    setDesk(makeDesk(hall, me.role));
    return () => hall.dispose();
  }, [id, me.role]);
  const refused = desk?.hall.refused.value;
  if (desk?.hall.parts.value.head) return <Desk desk={desk} />;
  return (
    <>
      <SiteHead />
      <main class="page farewell" id="main" tabIndex={-1}>
        {refused ? <p role="alert">{whyNot(refused)}</p> : <p role="status">{t("loading")}</p>}
      </main>
    </>
  );
}
