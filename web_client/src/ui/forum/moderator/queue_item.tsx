/** One place of the queue at the desk: mark, name, reason, wait, a handle to move it and a menu of acts. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n/t";
import type { QueueRowView } from "../../../protocol/messages";
import { Icon } from "../../base/icons";
import { Menu, type MenuItem } from "../../parts/menu";
import { CampMark, ChannelMark, markOf, speechWords } from "../parts/marks";
import { nameOf } from "../parts/queue_row";
import { reasonLine } from "../parts/reasons";
import { waitWords } from "../parts/waits";
import { type Moderator, useModerator } from "./context";
import type { Hold } from "./hold";
import { ModeratorIcon } from "./moderator_icon";
import { moves } from "./queue_order";

export function QueueItem({ row, hold }: { row: QueueRowView; hold: Hold }) {
  const moderator = useModerator();
  const name = nameOf(row.name, row.slip);
  const held = hold.held?.entry === row.entry;
  const called = moderator.forum.parts.value.floor?.summoned?.entry === row.entry;
  return (
    <li
      class={held ? "held" : undefined}
      data-absent={!row.present || undefined}
      draggable={moves(row)}
      onDragStart={() => hold.begin(row)}
      onDragOver={(event) => {
        if (!hold.held) return;
        event.preventDefault();
        hold.over(row);
      }}
      onDrop={(event) => {
        event.preventDefault();
        hold.drop();
      }}
      onDragEnd={() => hold.held && hold.let()}
    >
      <span class="number">{row.place.away ? "–" : row.place.place}</span>
      <CampMark mark={markOf(row.kind, row.stance)} />
      <div class="grow">
        <p>
          <strong>{name}</strong>{" "}
          {row.kind !== "normal" && <span class="chip">{speechWords(row.kind, row.stance)}</span>}{" "}
          <span class="second">
            <ChannelMark channel={row.channel} slip={row.slip} />
          </span>{" "}
          {called && <span class="chip now">{t("desk.row.called")}</span>}
          {!called && !row.present && <span class="chip">{t("desk.row.absent")}</span>}
        </p>
        <p class="why">
          {row.place.away ? t("desk.row.passed") : reasonLine(row.place.reasons, row)}
          {row.note && <span class="quiet"> · {row.note}</span>}
        </p>
      </div>
      <span class="wait">{row.place.away ? "" : waitWords(row.place.wait)}</span>
      {moves(row) ? <Handle row={row} name={name} hold={hold} /> : <span class="no-handle" />}
      <Menu kind="icon text" label={t("desk.row.acts", { name })} items={actsOf(moderator, row)}>
        <Icon name="more" />
      </Menu>
    </li>
  );
}

/** Drag's twin for keys: grab with Enter, carry with arrows, drop with Enter, let go with Escape. */
function Handle({ row, name, hold }: { row: QueueRowView; name: string; hold: Hold }) {
  const button = useRef<HTMLButtonElement>(null);
  const held = hold.held?.entry === row.entry;
  const at = hold.held?.at;
  // A row that is put elsewhere in the list loses the focus on its way.
  useLayoutEffect(() => {
    if (held && at !== undefined) button.current?.focus();
  }, [held, at]);
  return (
    <button
      ref={button}
      type="button"
      class="button icon text handle"
      aria-label={t("desk.grab", { name })}
      aria-describedby="desk-grab"
      aria-pressed={held}
      onClick={() => hold.toggle(row)}
      onBlur={(event) => held && event.relatedTarget && hold.let()}
      onKeyDown={(event) => {
        if (!hold.key(event.key)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <ModeratorIcon name="grip" />
    </button>
  );
}

function actsOf({ forum, sheet, give }: Moderator, row: QueueRowView): MenuItem[] {
  const saw = forum.parts.value.desk?.floor_version ?? 0;
  const name = nameOf(row.name, row.slip);
  const upon = (kind: "mute" | "remove") => () => {
    sheet.value = { kind, person: row.person, name };
  };
  const order = { order: "move_entry", entry: row.entry, place: 0, saw } as const;
  return [
    {
      words: t("desk.row.call"),
      run: () => {
        sheet.value = { kind: "call", row };
      },
    },
    ...(row.pinned ? [{ words: t("desk.row.unpin"), run: () => void give(order) }] : []),
    { words: t("desk.row.withdraw"), run: () => void give({ order: "withdraw_floor", entry: row.entry }) },
    { words: t("desk.row.mute"), run: upon("mute") },
    { words: t("desk.row.remove"), run: upon("remove"), danger: true },
  ];
}
