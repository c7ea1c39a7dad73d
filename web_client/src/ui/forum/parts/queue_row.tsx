/** One place of the queue, to read: place, mark, name, from where, why there. */
import { t } from "../../../i18n/t";
import type { QueueRowView } from "../../../protocol/messages";
import { CampMark, ChannelMark, markOf, speechWords } from "./marks";
import { reasonLine } from "./reasons";
import { waitWords } from "./waits";

export interface QueueRowProps {
  readonly row: QueueRowView;
  /** Whether it is one's own. */
  readonly mine?: boolean;
}

export function QueueRow({ row, mine }: QueueRowProps) {
  return (
    <li class="queue-row" data-mine={mine || undefined} data-absent={!row.present || undefined}>
      <span class="queue-place">{row.place.place > 0 ? row.place.place : "–"}</span>
      <CampMark mark={markOf(row.kind, row.stance)} />
      <span class="queue-who">
        <strong>{mine ? t("queue.me") : nameOf(row.name, row.slip)}</strong>{" "}
        <span class="unseen">{speechWords(row.kind, row.stance)}</span>{" "}
        <span class="second small">
          <ChannelMark channel={row.channel} slip={row.slip} />
          {!row.present && ` · ${t("queue.absent")}`}
        </span>
        <span class="queue-why">{reasonLine(row.place.reasons, row)}</span>
      </span>
      <span class="queue-wait">{waitWords(row.place.wait)}</span>
    </li>
  );
}

/** A name, or what stands for one: who looks around has none, and erased names are empty. */
export function nameOf(name: string, slip = 0): string {
  if (name) return name;
  return slip > 0 ? t("person.slip", { slip }) : t("person.unnamed");
}
