/** The agenda: what is over, what runs and for how long, what follows; begin, extend, go on. */
import { t } from "../../../i18n/t";
import type { Countdown } from "../../../protocol/messages";
import { useBeat } from "../../base/hooks";
import { Icon } from "../../base/icons";
import { agendaWindow } from "./agenda_window";
import { useModerator } from "./context";
import { mainAct, nextItem } from "./main_act";

/** Items shown at once: more would push what stands below off the screen. */
const SHOWN = 6;
const MINUTE_MS = 60_000;
/** Seconds that one press gives to an item. */
const MORE_S = 300;

/** Minutes left of an item in words; over time is told as such. */
export function leftWords(clock: Countdown | null, now: number): string {
  if (!clock) return "";
  const left = clock.ends_at === null ? clock.remaining : clock.ends_at - now;
  const minutes = Math.ceil(Math.abs(left) / MINUTE_MS);
  return left >= 0 ? t("desk.left", { n: minutes }) : t("desk.over", { n: minutes });
}

export function Agenda() {
  const { forum, sheet } = useModerator();
  const agenda = forum.parts.value.agenda;
  const items = agenda?.items ?? [];
  const { items: shown, above, below } = agendaWindow(items, agenda?.running ?? "", SHOWN);
  const at = items.findIndex((item) => item.id === agenda?.running);
  return (
    <section class="card desk-agenda" aria-labelledby="desk-agenda" tabIndex={-1}>
      <div class="spread">
        <h2 id="desk-agenda">{t("desk.agenda")}</h2>
        <p class="quiet">{at >= 0 ? t("desk.agenda.at", { all: items.length, n: at + 1 }) : ""}</p>
      </div>
      {items.length === 0 && <p class="quiet">{t("desk.agenda.none")}</p>}
      <ol class="desk-items">
        {above > 0 && <li class="quiet">{t("desk.agenda.above", { n: above })}</li>}
        {shown.map(({ item, number }) => (
          <li key={item.id} class={item.state} aria-current={item.state === "running" ? "step" : undefined}>
            <span class="number">
              {item.state === "finished" ? <Icon name="check" /> : number}
              {item.state === "finished" && <span class="unseen">{t("desk.agenda.finished")}</span>}
            </span>
            <span class="grow">{item.title}</span>
            {item.state === "running" ? <Left /> : <span>{t("desk.minutes", { n: item.minutes })}</span>}
          </li>
        ))}
        {below > 0 && <li class="quiet">{t("desk.agenda.below", { n: below })}</li>}
      </ol>
      <div class="row">
        <NextButton />
        {at >= 0 && <ExtendButton />}
        <button
          type="button"
          class="button"
          onClick={() => {
            sheet.value = { kind: "agenda" };
          }}
        >
          {t("desk.item.change")}
          <span class="unseen"> {t("desk.agenda")}</span>
        </button>
      </div>
    </section>
  );
}

function Left() {
  const { forum } = useModerator();
  useBeat(5_000);
  return <strong class="left">{leftWords(forum.parts.value.agenda?.clock ?? null, forum.serverNow())}</strong>;
}

/** Begins the item behind the one that runs; the last one is finished. */
function NextButton() {
  const { forum, give } = useModerator();
  const parts = forum.parts.value;
  const saw = parts.desk?.agenda_version ?? 0;
  const next = nextItem(parts);
  const running = parts.agenda?.running ?? "";
  const filled = mainAct(parts) === "item";
  if (!next && !running) return null;
  if (!next) {
    return (
      <button type="button" class="button" onClick={() => void give({ order: "finish_item", item: running, saw })}>
        {t("desk.item.finish")}
      </button>
    );
  }
  const begin = () => void give(running ? { order: "next_item", saw } : { order: "start_item", item: next.id, saw });
  return (
    <button
      type="button"
      class={filled ? "button filled" : "button"}
      title={next.title}
      aria-disabled={parts.head?.phase !== "open"}
      onClick={() => parts.head?.phase === "open" && begin()}
    >
      {t(running ? "desk.item.next" : "desk.item.first")}
      <span class="unseen">{next.title}</span>
    </button>
  );
}

function ExtendButton() {
  const { forum, give } = useModerator();
  const { agenda, desk } = forum.parts.value;
  const extend = () =>
    give({ order: "extend_item", item: agenda?.running ?? "", seconds: MORE_S, saw: desk?.agenda_version ?? 0 });
  return (
    <button type="button" class="button" onClick={() => void extend()}>
      {t("desk.item.more", { n: MORE_S / 60 })}
    </button>
  );
}
