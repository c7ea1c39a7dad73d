/** The foot of the big screen: captions or the sum of a result, the record's head, and the way in for phones. */

import { type DisplayView, hashGroups } from "../../../forum_client/display_view";
import { division } from "../../../forum_client/result_rows";
import { t } from "../../../i18n/t";
import { clockTime } from "../../../i18n/time";
import type { BallotView } from "../../../protocol/messages";
import { useVenueCode } from "../parts/venue_code";
import { useWayIn } from "../parts/way_in";
import type { ViewProps } from "./view_props";

/** Captions: the last two, the newest brightest. */
const LAST = 2;
/** Signs of a caption that fill two rows on any projector: a longer one stands alone, in smaller letters. */
const LONG = 36;

export function Foot({ view, forum, venueKey, parts }: ViewProps & { view: DisplayView }) {
  const closed = view.kind === "closed";
  return (
    <footer class="screen-foot">
      <div class="foot-words">
        {view.kind === "floor" && <Lines parts={parts} />}
        {view.kind === "result" && <Sum ballot={view.ballot} />}
        {view.kind === "ballot" && <p>{t("ballot.not_election")}</p>}
        {parts.record && parts.record.count > 0 && (
          <p class="record">
            {t("screen.record", { n: parts.record.count })} <time>{clockTime(parts.record.at)} </time>
            {hashGroups(parts.record.hash).map((group, index) => (
              <span class="group" key={index}>
                {group}{" "}
              </span>
            ))}
          </p>
        )}
      </div>
      {view.kind !== "result" && <WayIn forum={forum.id} venueKey={venueKey} over={closed} />}
    </footer>
  );
}

function Lines({ parts }: Pick<ViewProps, "parts">) {
  const said = (parts.lines?.lines ?? []).filter((line) => line.text);
  const long = (said.at(-1)?.text.length ?? 0) > LONG;
  const lines = said.slice(long ? -1 : -LAST);
  return (
    <div class="lines" data-long={long || undefined} aria-live="off">
      {lines.length === 0 && <p class="none">{t("captions.none")}</p>}
      {lines.map((line) => (
        <p key={line.row}>{line.text}</p>
      ))}
    </div>
  );
}

/** How the share was computed, for anybody to check. */
function Sum({ ballot: { terms, result } }: { ballot: BallotView }) {
  if (!result) return null;
  const { online, papers, invalid, figures } = result;
  const divided = division(terms, result);
  return (
    <>
      <p>
        {divided !== null && `${divided} · `}
        {t("result.sum", { online, papers, invalid, n: figures.voted })}
      </p>
      <p>{t("ballot.not_election")}</p>
    </>
  );
}

/**
 * The way in, with what it does in its first line: the venue's changing code, which checks in whoever scans it, where
 * this machine may show it; else the light page, which checks nobody in. The address is for who cannot scan.
 */
function WayIn({ forum, venueKey, over }: { forum: string; venueKey: string; over: boolean }) {
  const venue = useVenueCode(forum, venueKey);
  const page = useWayIn(forum, venue.state === "failed");
  const code = venue.state === "shown" ? venue.code : page;
  const onsite = venue.state === "shown";
  return (
    <div class="way-in">
      <p>
        <strong>{t(over ? "screen.read" : onsite ? "screen.join.onsite" : "screen.join")}</strong>
        <span>{code ? new URL(code.address).host : location.host}</span>
      </p>
      {code && !over && (
        <img src={code.picture} alt={t(onsite ? "venue.qr" : "screen.join.qr")} width="232" height="232" />
      )}
    </div>
  );
}
