/** The page after a goodbye that does not come back by itself: why, until when, and the next step. */
import { useEffect, useRef } from "preact/hooks";
import { t, tMade } from "../../i18n/t";
import { dayTime, duration } from "../../i18n/time";
import type { Facts } from "../base/api";
import { navigate } from "../base/route";
import { SiteHead } from "../parts/site";

/** Goodbyes after which this person can come straight in again. */
const BACK = new Set(["replaced", "left", "session_ended", "full", "abuse", "reload"]);

function facts(of: Facts): Facts {
  const { until, seconds } = of;
  const end = typeof until === "number" ? until : typeof seconds === "number" ? Date.now() + seconds * 1_000 : null;
  return {
    ...of,
    reason: of.reason || t("goodbye.no_reason"),
    until: end === null ? t("goodbye.until_told") : dayTime(end),
    time: typeof seconds === "number" ? duration(seconds) : "",
  };
}

export function Farewell({ name, facts: given, onAgain }: { name: string; facts: Facts; onAgain: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <SiteHead />
      <main class="page farewell" id="main" tabIndex={-1}>
        <h1 ref={heading} tabIndex={-1}>
          {tMade(`goodbye.${name}.title`, "goodbye.unknown.title", facts(given))}
        </h1>
        <p>{tMade(`goodbye.${name}`, "goodbye.unknown", facts(given))}</p>
        <div class="row">
          {BACK.has(name) && (
            <button type="button" class="button filled" onClick={onAgain}>
              {t(name === "replaced" ? "goodbye.here" : "goodbye.again")}
            </button>
          )}
          <button type="button" class="button" onClick={() => navigate("/about")}>
            {t("page.about")}
          </button>
        </div>
      </main>
    </>
  );
}
