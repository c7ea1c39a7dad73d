/** What listeners showed lately: how many, and where they are. A call for help stands until it is done. */
import { t } from "../../../i18n/t";
import type { Signal, SignalCount } from "../../../protocol/messages";
import { useModerator } from "./context";

/** Signals that ask somebody to do something. */
const HELP: ReadonlySet<Signal> = new Set<Signal>(["cant_hear", "slower"]);

export function Signals() {
  const counts = useModerator().forum.parts.value.signals?.counts ?? [];
  const some = counts.filter((one) => one.online + one.onsite > 0);
  // Where there is room for one, it is the one that asks for something.
  const shown = [...some].sort((a, b) => Number(HELP.has(b.signal)) - Number(HELP.has(a.signal)));
  return (
    <section class="card desk-signals" aria-labelledby="desk-signals">
      <h2 id="desk-signals">{t("desk.signals")}</h2>
      {shown.length === 0 && <p class="quiet">{t("desk.signals.none")}</p>}
      <ul>
        {shown.map((one) => (
          <Shown key={one.signal} count={one} />
        ))}
      </ul>
    </section>
  );
}

function Shown({ count: { signal, onsite, online } }: { count: SignalCount }) {
  const { forum, give } = useModerator();
  const words = t(`desk.signal.${signal}`);
  // The version that this desk shows: who presses second is told who was first.
  const saw = forum.parts.value.signals?.helped.find((one) => one.signal === signal)?.version ?? 0;
  return (
    <li class="spread">
      <p>
        {words} <strong>{t("desk.people", { n: online + onsite })}</strong>
        <span class="quiet where">{t("desk.signal.where", { onsite, online })}</span>
      </p>
      {HELP.has(signal) && (
        <button
          type="button"
          class="button"
          aria-label={t("desk.signal.done.this", { signal: words })}
          onClick={() => void give({ order: "finish_help", signal, saw })}
        >
          {t("desk.signal.done")}
        </button>
      )}
    </li>
  );
}
