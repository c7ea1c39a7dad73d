/** Who works here: inviting staff, seeing accounts, ending them. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { dayTime } from "../../i18n/time";
import type { Role } from "../../protocol/messages";
import { getForums } from "../base/api";
import { useLoaded } from "../base/hooks";
import { Choices } from "../parts/field";
import { Problem, useSubmit } from "../parts/submit";
import { Listed } from "./review";
import { type AccountLine, type StaffMe, staffApi } from "./staff_api";

const EVERYWHERE = "";
const ROLES = ["moderator", "clerk", "officer", "admin"] as const satisfies readonly Role[];
const FORUM_ROLES = ["moderator", "clerk"] as const satisfies readonly Role[];

/** An admin invites for everything, an officer moderators and clerks for a forum of theirs. The server decides. */
export function Invites({ me }: { me: StaffMe }) {
  const admin = me.role === "admin" && me.forum === null;
  const [role, setRole] = useState<Role>("moderator");
  const [chosen, setForum] = useState(me.forum ?? EVERYWHERE);
  const forums = useLoaded(getForums);
  const theirs = forums.state === "ready" ? forums.value.filter((one) => me.forum === null || one.id === me.forum) : [];
  const forum = chosen === EVERYWHERE && !admin ? (theirs[0]?.id ?? EVERYWHERE) : chosen;
  const [address, setAddress] = useState("");
  const [again, setAgain] = useState(0);
  const request = useSubmit();
  const invite = () =>
    request.run(async () => {
      setAddress((await staffApi.invite(role, forum === EVERYWHERE ? null : forum)).address);
      setAgain((n) => n + 1);
    });
  return (
    <section class="stack">
      <div class="card stack">
        <Choices
          legend={t("staff.invite.role")}
          across
          value={role}
          onChange={setRole}
          options={(admin ? ROLES : FORUM_ROLES).map((value) => ({ value, words: t(`role.${value}`) }))}
        />
        {theirs.length > 0 && (
          <Choices
            legend={t("staff.invite.forum")}
            value={forum}
            onChange={setForum}
            options={[
              ...(admin ? [{ value: EVERYWHERE, words: t("codes.everywhere") }] : []),
              ...theirs.map((one) => ({ value: one.id, words: one.title })),
            ]}
          />
        )}
        {!admin && theirs.length === 0 && <p class="empty">{t("staff.invite.no_forum")}</p>}
        <Problem words={request.problem} />
        <div>
          <button type="button" class="button filled" onClick={() => void invite()}>
            {t("staff.invite")}
          </button>
        </div>
        <div role="status">
          {address && (
            <div class="stack-tight">
              <p>{t("staff.invite.made")}</p>
              <p class="address">{address}</p>
            </div>
          )}
        </div>
      </div>
      {admin && <Waiting again={again} />}
    </section>
  );
}

/** Invites that nobody has accepted yet. */
function Waiting({ again }: { again: number }) {
  return (
    <>
      <h2>{t("staff.invites")}</h2>
      <Listed load={staffApi.invites} again={again} empty={t("staff.invites.none")}>
        {(lines) => (
          <ul class="rows card">
            {lines.map((line) => (
              <li class="item" key={line.id}>
                <span class="what name">{t(`role.${line.role}`)}</span>
                <span class="quiet">
                  {line.made_by} · {t("staff.ban.until", { until: dayTime(line.expires) })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Listed>
    </>
  );
}

export function Accounts() {
  const [again, setAgain] = useState(0);
  return (
    <Listed load={staffApi.accounts} again={again} empty={t("staff.accounts.none")}>
      {(lines) => (
        <ul class="rows card">
          {lines.map((line) => (
            <Account key={line.account} line={line} onDone={() => setAgain((n) => n + 1)} />
          ))}
        </ul>
      )}
    </Listed>
  );
}

function Account({ line, onDone }: { line: AccountLine; onDone: () => void }) {
  const [sure, setSure] = useState(false);
  const request = useSubmit();
  const revoke = () => {
    if (!sure) return setSure(true);
    void request.run(async () => {
      await staffApi.revoke(line.account);
      onDone();
    });
  };
  return (
    <li class="item">
      <div class="what">
        <span class="name">{line.name}</span>
        <span class="where">
          {line.login} · {t(`role.${line.role}`)} · {t(line.totp ? "staff.totp.yes" : "staff.totp.no")}
        </span>
        <Problem words={request.problem} />
      </div>
      {line.revoked ? (
        <span class="chip">{t("staff.revoked")}</span>
      ) : (
        <button type="button" class="button danger" onClick={revoke}>
          {t(sure ? "staff.revoke.sure" : "staff.revoke")}
        </button>
      )}
    </li>
  );
}
