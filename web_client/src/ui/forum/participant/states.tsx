/** What stands instead of the forum, or above it: coming in, turned away, the line. */
import { t, tMade } from "../../../i18n/t";
import type { RefusedError } from "../../../net/line";
import { Icon } from "../../base/icons";
import { refusal } from "../../base/refusals";
import { useParticipant } from "./context";
import { WayUp } from "./way_up";

export function Waiting() {
  const line = useParticipant().forum.line.value;
  if (line.kind === "ended") return <Ended name={line.name} words={endWords(line.name, line.facts)} />;
  return (
    <main class="hall-body" id="main" tabIndex={-1} aria-busy="true">
      <p role="status">{t("light.coming_in")}</p>
    </main>
  );
}

function Ended({ name, words }: { name: string; words: string }) {
  return (
    <main class="hall-body" id="main">
      <h1>{t("light.refused")}</h1>
      <p role="alert">{words}</p>
      {name !== "unknown_forum" && <BackIn name={name} />}
      <p>
        <a href="/">{t("light.square")}</a>
      </p>
    </main>
  );
}

/** Words why the line ended for good. */
function endWords(name: string, facts: RefusedError["facts"]): string {
  return name === "unknown_forum" ? refusal(name, facts) : tMade(`goodbye.${name}`, "goodbye.unknown", facts);
}

/** The forum does not let one attend: why, and the way to it. */
export function Refused({ error }: { error: RefusedError }) {
  const needs = error.facts.needs;
  return (
    <main class="hall-body" id="main">
      <h1>{t("light.refused")}</h1>
      <p role="alert">{refusal(error.why, error.facts)}</p>
      {error.why === "level_needed" && <WayUp needs={needs === "named" ? "named" : "citizen"} />}
      <p>
        <a href="/">{t("light.square")}</a>
      </p>
    </main>
  );
}

/** The strip that tells about the line; hidden while all is well. */
export function Strip() {
  const { forum } = useParticipant();
  const line = forum.line.value;
  const waits = forum.mine.value?.place != null;
  return (
    <div role="status">
      {(line.kind === "connecting" || line.kind === "waiting") && (
        <div class="strip">
          <Icon name="clock" />
          <span>{t(waits ? "light.line.place_kept" : "light.line.waiting")}</span>
          {line.kind === "waiting" && <Again />}
        </div>
      )}
      {line.kind === "ended" && (
        <div class="strip">
          <Icon name="warn" />
          <span>{endWords(line.name, line.facts)}</span>
          <BackIn name={line.name} />
        </div>
      )}
    </div>
  );
}

function Again() {
  const { forum } = useParticipant();
  return (
    <button type="button" class="button" onClick={() => forum.again()}>
      {t("line.again")}
    </button>
  );
}

/** A session that is over needs a new one; any other line is taken up again. */
function BackIn({ name }: { name: string }) {
  const { comeIn } = useParticipant();
  if (name !== "session_ended" && name !== "sign_in_first") return <Again />;
  return (
    <button type="button" class="button" onClick={comeIn}>
      {t("goodbye.again")}
    </button>
  );
}
