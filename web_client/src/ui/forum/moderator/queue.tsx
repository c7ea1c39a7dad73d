/** The queue: who is next and why, moved by drag or by keys, with a reason. It scrolls inside itself. */

import { useState } from "preact/hooks";
import { t } from "../../../i18n/t";
import type { QueueRowView } from "../../../protocol/messages";
import { announce } from "../parts/live";
import { nameOf } from "../parts/queue_row";
import { useModerator } from "./context";
import type { Hold } from "./hold";
import { QueueItem } from "./queue_item";
import { carry, carryByKey, dropped, type Grab, grab, moves, shown } from "./queue_order";

export function Queue() {
  const { forum } = useModerator();
  const rows = forum.parts.value.queue?.rows ?? [];
  const hold = useHold(rows);
  const present = rows.filter((row) => !row.place.away);
  return (
    <section class="card desk-queue" aria-labelledby="desk-queue" tabIndex={-1}>
      <div class="spread">
        <div class="row">
          <h2 id="desk-queue">{t("desk.queue")}</h2>
          <p class="quiet">
            {t("desk.queue.waiting", { n: present.length })} ·{" "}
            {t(forum.parts.value.floor?.open ? "desk.queue.is_open" : "desk.queue.is_closed")}
          </p>
        </div>
        <QueueSwitches />
      </div>
      <OrderRules />
      {rows.length === 0 ? (
        <p class="desk-empty">{t("desk.queue.none")}</p>
      ) : (
        <ol class="desk-rows" aria-label={t("desk.queue")}>
          {shown(rows, hold.held).map((row) => (
            <QueueItem key={row.entry} row={row} hold={hold} />
          ))}
        </ol>
      )}
      <p class="unseen" id="desk-grab">
        {t("desk.grab.how")}
      </p>
    </section>
  );
}

/** Holds a row while it is carried; told in words at every step. */
function useHold(rows: readonly QueueRowView[]): Hold {
  const { sheet } = useModerator();
  const [held, setHeld] = useState<Grab | null>(null);
  const rowOf = (entry: string) => rows.find((row) => row.entry === entry);
  const name = (entry: string) => nameOf(rowOf(entry)?.name ?? "", rowOf(entry)?.slip);
  const take = (to: Grab) => {
    setHeld(to);
    announce(t("desk.grab.at", { name: name(to.entry), n: to.at + 1 }), "assertive");
  };
  const begin = (row: QueueRowView) => {
    const made = grab(rows, row.entry);
    if (!made) return;
    setHeld(made);
    announce(t("desk.grab.taken", { name: name(row.entry) }), "assertive");
  };
  const letGo = () => {
    if (held) announce(t("desk.grab.let", { name: name(held.entry) }), "polite");
    setHeld(null);
  };
  const drop = () => {
    const row = held && rowOf(held.entry);
    const place = held && dropped(held);
    if (!row || place === null) return letGo();
    setHeld(null);
    sheet.value = { kind: "move", row, place };
  };
  const key = (pressed: string) => {
    if (!held) return false;
    if (pressed === "Escape") {
      letGo();
      return true;
    }
    const to = carryByKey(held, pressed, rows);
    if (to) take(to);
    return to !== null;
  };
  const over = (row: QueueRowView) => {
    const at = shown(rows, held)
      .filter(moves)
      .findIndex((one) => one.entry === row.entry);
    if (held && at >= 0 && at !== held.at) setHeld(carry(held, at, rows));
  };
  return { held, begin, drop, let: letGo, key, over, toggle: (row) => (held ? drop() : begin(row)) };
}

/** The rules of order, so that everybody sees why. */
function OrderRules() {
  const order = useModerator().forum.parts.value.head?.rules.order ?? [];
  return (
    <p class="desk-rules">
      <strong>{t("desk.rules")}</strong> {order.map((key) => t(`desk.order.${key as "balance"}`)).join(" › ")}
    </p>
  );
}

function QueueSwitches() {
  const { forum, give } = useModerator();
  const floor = forum.parts.value.floor;
  const open = floor?.open ?? false;
  const only = floor?.present_only ?? false;
  return (
    <div class="row">
      <button
        type="button"
        class="button text"
        aria-pressed={only}
        onClick={() => void give({ order: "set_queue", open, present_only: !only })}
      >
        {t("desk.queue.present_only")}
      </button>
      <button
        type="button"
        class="button text"
        onClick={() => void give({ order: "set_queue", open: !open, present_only: only })}
      >
        {t(open ? "desk.queue.close" : "desk.queue.open")}
      </button>
    </div>
  );
}
