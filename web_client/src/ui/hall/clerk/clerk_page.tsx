/** The page of the clerk: its line to the forum, and what to do where there is none. A chunk of its own. */
import { useEffect, useState } from "preact/hooks";
import { browserHall } from "../../../hall/browser";
import type { Hall } from "../../../hall/hall";
import { t, tMade } from "../../../i18n/t";
import { useKeptFocus } from "../../parts/kept_focus";
import { Inner, SiteHead } from "../../parts/site";
import { whyNot } from "../../refusals";
import { Clerk } from "./clerk";

export default function ClerkPage({ id }: { id: string }) {
  const [hall] = useState(() => browserHall(id, "desk"));
  useEffect(() => () => hall.dispose(), [hall]);
  useKeptFocus();
  const title = hall.parts.value.head?.title;
  useEffect(() => {
    document.title = [title, t("clerk.title"), t("title")].filter(Boolean).join(" · ");
  }, [title]);
  return (
    <>
      <SiteHead />
      <main class="page broad" id="main" tabIndex={-1}>
        <LineStrip hall={hall} />
        {hall.refused.value ? (
          <Closed words={whyNot(hall.refused.value)} />
        ) : hall.parts.value.head ? (
          <Clerk hall={hall} />
        ) : (
          hall.line.value.kind !== "ended" && <p role="status">{t("loading")}</p>
        )}
      </main>
    </>
  );
}

/** Says that the line is lost; what was typed stays, and orders on their way are sent again. */
function LineStrip({ hall }: { hall: Hall }) {
  const line = hall.line.value;
  if (line.kind === "waiting") return <p role="status">{t("clerk.line")}</p>;
  if (line.kind !== "ended") return null;
  const words = tMade(`goodbye.${line.name}`, "refusal.unknown", line.facts);
  return line.name === "sign_in_first" ? (
    <Closed words={t("clerk.sign_in")} />
  ) : (
    <div class="card stack" role="alert">
      <p>{words}</p>
      <div>
        <button type="button" class="button filled" onClick={() => hall.again()}>
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
