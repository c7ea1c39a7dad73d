/** The staff pages: sign in, accept an invite, flags, bans, accounts, access log. A chunk of their own. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { useLoaded } from "../base/hooks";
import { navigate, route } from "../base/route";
import { ChangeForum } from "../forum/setup/change_page";
import { Setup } from "../forum/setup/setup";
import { useKeptFocus } from "../parts/kept_focus";
import { Inner, SiteHead } from "../parts/site";
import { tabKeys } from "../parts/tabs";
import { Codes } from "./codes";
import { Forums, mayChange, plans } from "./forums";
import { HandoverButton } from "./handover";
import { Accounts, Invites } from "./people";
import { AccessLog, Bans, Flags } from "./review";
import { AcceptInvite, SecondDevice, SignIn } from "./sign_in";
import { type StaffMe, staffApi } from "./staff_api";
import { Take } from "./take";

/** The address of a forum that is changed. */
const CHANGED = /^forums\/([0-9A-Za-z_-]{1,48})$/;

export default function StaffPages() {
  const [me, setMe] = useState<StaffMe | null>(null);
  const known = useLoaded(staffApi.me);
  const rest = route.value.page === "staff" ? route.value.rest : "";
  const changed = CHANGED.exec(rest)?.[1];
  useKeptFocus();
  const signedIn = me ?? (known.state === "ready" ? known.value : null);
  const enter = (who: StaffMe) => {
    setMe(who);
    navigate("/staff");
  };
  return (
    <>
      <SiteHead />
      <main class="page broad" id="main" tabIndex={-1}>
        {rest === "accept" ? (
          <AcceptInvite onIn={enter} />
        ) : rest === "take" ? (
          <Take />
        ) : signedIn && rest === "forums/new" && plans(signedIn) ? (
          <NewForum me={signedIn} />
        ) : signedIn && changed && mayChange(signedIn, changed) ? (
          <ChangedForum forum={changed} />
        ) : signedIn ? (
          <Desk me={signedIn} onMe={setMe} first={rest} />
        ) : known.state === "loading" ? (
          <p role="status">{t("loading")}</p>
        ) : (
          <SignIn onIn={enter} />
        )}
      </main>
    </>
  );
}

/** Changes a forum that was announced, and goes back to the list. */
function ChangedForum({ forum }: { forum: string }) {
  return (
    <>
      <div class="spread">
        <h1>{t("change.heading")}</h1>
        <Inner to="/staff/forums" class="button">
          {t("desks.list")}
        </Inner>
      </div>
      <ChangeForum forum={forum} onDone={(did) => navigate(`/staff/forums?${did}=${encodeURIComponent(forum)}`)} />
    </>
  );
}

/** Sets a forum up, and goes to the list with it on top. */
function NewForum({ me }: { me: StaffMe }) {
  return (
    <>
      <div class="spread">
        <h1>{t("setup.heading")}</h1>
        <Inner to="/staff/forums" class="button">
          {t("desks.list")}
        </Inner>
      </div>
      <Setup who={me.account} onMade={(forum) => navigate(`/staff/forums?made=${encodeURIComponent(forum)}`)} />
    </>
  );
}

const TABS = ["flags", "bans", "forums", "codes", "invites", "accounts", "access", "mine"] as const;
type Tab = (typeof TABS)[number];

/** The tabs that a role may open; the server decides, this only spares useless ones. */
function tabsOf(me: StaffMe): readonly Tab[] {
  if (me.forum !== null)
    return me.role === "officer" ? ["forums", "codes", "invites", "mine"] : ["forums", "codes", "mine"];
  if (me.role === "admin") return TABS;
  if (me.role === "moderator") return ["flags", "bans", "forums", "codes", "mine"];
  return me.role === "officer" ? ["forums", "codes", "invites", "access", "mine"] : ["forums", "codes", "mine"];
}

function Desk({ me, onMe, first }: { me: StaffMe; onMe: (me: StaffMe) => void; first: string }) {
  const tabs = tabsOf(me);
  const [tab, setTab] = useState<Tab>(tabs.find((one) => one === first) ?? tabs[0] ?? "mine");
  const signOut = async () => {
    await staffApi.signOut();
    location.assign("/staff");
  };
  return (
    <>
      <div class="spread">
        <h1>{t("menu.staff")}</h1>
        <p class="row">
          {me.name} · {t(`role.${me.role}`)}
          <Inner to="/" class="button">
            {t("page.back")}
          </Inner>
          <button type="button" class="button" onClick={() => void signOut()}>
            {t("staff.sign_out")}
          </button>
        </p>
      </div>
      <div class="tabs" role="tablist" onKeyDown={tabKeys}>
        {tabs.map((one) => (
          <button
            type="button"
            role="tab"
            key={one}
            id={`tab-${one}`}
            aria-selected={tab === one}
            tabIndex={tab === one ? 0 : -1}
            aria-controls="staff-panel"
            onClick={() => setTab(one)}
          >
            {t(`staff.tab.${one}`)}
          </button>
        ))}
      </div>
      <div class="stack" id="staff-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === "flags" && <Flags />}
        {tab === "bans" && <Bans />}
        {tab === "forums" && <Forums me={me} />}
        {tab === "codes" && <Codes me={me} />}
        {tab === "invites" && <Invites me={me} />}
        {tab === "accounts" && <Accounts />}
        {tab === "access" && <AccessLog />}
        {tab === "mine" && (
          <>
            <SecondDevice me={me} onChange={(totp) => onMe({ ...me, totp })} />
            <div>
              <HandoverButton page="/staff" />
            </div>
          </>
        )}
      </div>
    </>
  );
}
