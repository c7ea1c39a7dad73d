/** The head of the desk: how far the forum is, who is there, the line, the time; pause, join, more. */
import { t } from "../../../i18n/t";
import { clockTime } from "../../../i18n/time";
import { useBeat } from "../../hooks";
import { Mark } from "../../icons";
import { Menu, type MenuItem } from "../../parts/menu";
import { HallIcon } from "../parts/hall_icon";
import { isOfficer, type Sheet, useDesk } from "./context";
import { PauseButton } from "./hard_moment";

export function Head({ drawer, onDrawer }: { drawer: boolean; onDrawer: () => void }) {
  const { hall } = useDesk();
  const { head, present } = hall.parts.value;
  const phase = head?.phase ?? "planned";
  const everybody = present?.present ?? 0;
  const onsite = present?.onsite ?? 0;
  return (
    <header class="desk-head">
      <Mark />
      <button
        type="button"
        class="button desk-drawer-button"
        aria-expanded={drawer}
        aria-controls="desk-left"
        onClick={onDrawer}
      >
        {t("desk.drawer")}
      </button>
      <p class="phase" data-phase={phase}>
        {t(`desk.phase.${head?.cancelled ? "cancelled" : phase}`)}
      </p>
      <h1 class="grow">{head?.title ?? t("loading")}</h1>
      <p class="channel">
        <HallIcon name="house" /> {t("channel.onsite")} <strong>{t("desk.people", { n: onsite })}</strong>
      </p>
      <p class="channel">
        <HallIcon name="screen" /> {t("channel.online")} <strong>{t("desk.people", { n: everybody - onsite })}</strong>
      </p>
      <p class="line-state">{t(hall.line.value.kind === "open" ? "desk.line.fine" : "desk.line.off")}</p>
      <Now />
      <PauseButton />
      <More />
    </header>
  );
}

function Now() {
  const { hall } = useDesk();
  useBeat(5_000);
  return <strong class="now">{clockTime(hall.serverNow())}</strong>;
}

/** Everything that one needs rarely. */
function More() {
  const { hall, role, sheet, practises } = useDesk();
  const open = (kind: "roll" | "join" | "keys" | "close" | "practice") => () => {
    sheet.value = { kind } satisfies Sheet;
  };
  const practice = hall.parts.value.head?.details.practice;
  const ends = isOfficer(role) && hall.parts.value.head?.phase !== "closed";
  const items: MenuItem[] = [
    { words: t("desk.roll"), run: open("roll") },
    { words: t("desk.join"), run: open("join") },
    { words: t("desk.keys"), run: open("keys") },
    ...(practises && !practice ? [{ words: t("desk.practice"), run: open("practice") }] : []),
    ...(ends ? [{ words: t("desk.close"), run: open("close"), danger: true }] : []),
  ];
  return (
    <Menu label={t("desk.more")} items={items}>
      {t("desk.more")}
    </Menu>
  );
}
