/** What stands across the desk when something is not as it should be: the line, a pause, a refusal. */
import { t } from "../../../i18n/t";
import { Icon } from "../../base/icons";
import { useModerator } from "./context";

export function Strips() {
  const { refused } = useModerator();
  return (
    <div class="desk-strips">
      <Line />
      <Paused />
      <Practising />
      <div role="alert">
        {refused.value && (
          <p class="note bad">
            <Icon name="warn" />
            <span class="grow">{refused.value}</span>
            <button
              type="button"
              class="button"
              onClick={() => {
                refused.value = null;
              }}
            >
              {t("act.close")}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

/** Says that the line is lost, and that the clock goes on by what was told last. */
function Line() {
  const { forum } = useModerator();
  const line = forum.line.value;
  if (line.kind === "open") return <div role="status" />;
  const ended = line.kind === "ended";
  return (
    <div role="status">
      <p class="note bad">
        <Icon name="warn" />
        <span class="grow">{t(ended ? "desk.line.ended" : "desk.line.lost")}</span>
        {ended && (
          <button type="button" class="button" onClick={() => forum.again()}>
            {t("line.again")}
          </button>
        )}
      </p>
    </div>
  );
}

/** Nobody takes a practice for the evening itself. */
function Practising() {
  if (!useModerator().forum.parts.value.head?.details.practice) return null;
  return (
    <p class="note">
      <Icon name="info" />
      <span>{t("desk.practice.is")}</span>
    </p>
  );
}

function Paused() {
  const { head, acts } = useModerator().forum.parts.value;
  const paused = head?.phase === "paused";
  const act = acts?.acts.findLast((one) => one.did === "forum_paused");
  return (
    <div role="status">
      {paused && (
        <p class="note">
          <Icon name="info" />
          <span class="grow">{act ? t("desk.paused.by", { who: act.who, reason: act.reason }) : t("desk.paused")}</span>
        </p>
      )}
    </div>
  );
}
