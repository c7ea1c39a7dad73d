/** The items of the day: what is over, what runs, what comes. */
import { t } from "../../../i18n/t";
import type { AgendaPart, Item } from "../../../protocol/messages";

export function Agenda({ agenda }: { agenda: Pick<AgendaPart, "items" | "running"> }) {
  return (
    <ol class="agenda">
      {agenda.items.map((item, index) => (
        <li key={item.id} data-state={item.state} aria-current={item.id === agenda.running ? "step" : undefined}>
          <span class="agenda-place">{index + 1}</span>
          <span class="grow">
            <strong>{item.title}</strong>
            {item.title !== t(`item.${item.kind}`) && <span class="second small"> {t(`item.${item.kind}`)}</span>}
          </span>
          <ItemState item={item} />
        </li>
      ))}
    </ol>
  );
}

function ItemState({ item }: { item: Item }) {
  if (item.state === "running") return <span class="chip now">{t("item.running")}</span>;
  if (item.state === "finished") return <span class="quiet">{t("item.finished")}</span>;
  return <span class="quiet">{t("item.minutes", { n: item.minutes })}</span>;
}

/** Returns the running item with its number from 1, if one runs. */
export function runningItem(
  agenda: Pick<AgendaPart, "items" | "running"> | undefined,
): { item: Item; n: number } | null {
  const index = agenda?.items.findIndex((item) => item.id === agenda.running) ?? -1;
  const item = agenda?.items[index];
  return item === undefined ? null : { item, n: index + 1 };
}
