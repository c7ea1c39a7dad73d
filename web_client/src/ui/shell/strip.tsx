/** The strip that tells about the connection; hidden while all is well. */
import { t } from "../../i18n/t";
import { duration } from "../../i18n/time";
import { useSquare } from "../context";
import { useBeat } from "../hooks";
import { Icon } from "../icons";

export function Strip() {
  const line = useSquare().line.value;
  return (
    <div role="status">
      {line.kind === "connecting" && <StripLine words={t("line.connecting")} />}
      {line.kind === "waiting" && <Waiting until={line.until} />}
    </div>
  );
}

function StripLine({ words }: { words: string }) {
  return (
    <p class="strip">
      <Icon name="clock" />
      {words}
    </p>
  );
}

function Waiting({ until }: { until: number }) {
  const square = useSquare();
  useBeat(1_000);
  const seconds = Math.ceil((until - performance.now()) / 1_000);
  return (
    <div class="strip">
      <Icon name="clock" />
      <span>{t("line.waiting")}</span>
      {/* The seconds are for the eye: a live region that counts would never stop talking. */}
      {seconds > 1 && <span aria-hidden="true">{t("line.waiting.time", { time: duration(seconds) })}</span>}
      <button type="button" class="button" onClick={() => square.again()}>
        {t("line.again")}
      </button>
    </div>
  );
}
