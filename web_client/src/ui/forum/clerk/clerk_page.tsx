/** The page of the clerk: its line to the forum, and what to do where there is none. A chunk of its own. */
import { useEffect, useState } from "preact/hooks";
import { browserForum } from "../../../forum_client/browser";
import type { ForumClient } from "../../../forum_client/forum_client";
import { t, tMade } from "../../../i18n/t";
import { whyNot } from "../../base/refusals";
import { useKeptFocus } from "../../parts/kept_focus";
import { Inner, SiteHead } from "../../parts/site";
import { Clerk } from "./clerk";

export default function ClerkPage({ id }: { id: string }) {
  const [forum] = useState(() => browserForum(id, "desk"));
  useEffect(() => () => forum.dispose(), [forum]);
  useKeptFocus();
  const title = forum.parts.value.head?.title;
  useEffect(() => {
    document.title = [title, t("clerk.title"), t("title")].filter(Boolean).join(" · ");
  }, [title]);
  return (
    <>
      <SiteHead />
      <main class="page broad" id="main" tabIndex={-1}>
        <LineStrip forum={forum} />
        {forum.refused.value ? (
          <Closed words={whyNot(forum.refused.value)} />
        ) : forum.parts.value.head ? (
          <Clerk forum={forum} />
        ) : (
          forum.line.value.kind !== "ended" && <p role="status">{t("loading")}</p>
        )}
      </main>
    </>
  );
}

/** Says that the line is lost; what was typed stays, and orders on their way are sent again. */
function LineStrip({ forum }: { forum: ForumClient }) {
  const line = forum.line.value;
  if (line.kind === "waiting") return <p role="status">{t("clerk.line")}</p>;
  if (line.kind !== "ended") return null;
  const words = tMade(`goodbye.${line.name}`, "refusal.unknown", line.facts);
  return line.name === "sign_in_first" ? (
    <Closed words={t("clerk.sign_in")} />
  ) : (
    <div class="card stack" role="alert">
      <p>{words}</p>
      <div>
        <button type="button" class="button filled" onClick={() => forum.again()}>
          {t("line.again")}
        </button>
      </div>
    </div>
  );
}

/** This page is for staff: where to sign in. */
function Closed({ words }: { words: string }) {
  return (
    <div class="card stack" role="alert">
      <p>{words}</p>
      <p>
        <Inner to="/staff">{t("clerk.to_staff")}</Inner>
      </p>
    </div>
  );
}
