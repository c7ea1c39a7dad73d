/** The head of the desk: how far the forum is, who is there, the line, the time; pause, join, more. */
import { t } from "../../../i18n/t";
import { clockTime } from "../../../i18n/time";
import { useBeat } from "../../base/hooks";
import { Mark } from "../../base/icons";
import { Menu, type MenuItem } from "../../parts/menu";
import { ForumIcon } from "../parts/forum_icon";
import { isOfficer, type Sheet, useModerator } from "./context";
import { PauseButton } from "./hard_moment";

export function Head({ drawer, onDrawer }: { drawer: boolean; onDrawer: () => void }) {
  const { forum } = useModerator();
  const { head, present } = forum.parts.value;
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
        <ForumIcon name="house" /> {t("channel.onsite")} <strong>{t("desk.people", { n: onsite })}</strong>
      </p>
      <p class="channel">
        <ForumIcon name="screen" /> {t("channel.online")} <strong>{t("desk.people", { n: everybody - onsite })}</strong>
      </p>
      <p class="line-state">{t(forum.line.value.kind === "open" ? "desk.line.fine" : "desk.line.off")}</p>
      <Now />
      <PauseButton />
      <More />
    </header>
  );
}

function Now() {
  const { forum } = useModerator();
  useBeat(5_000);
  return <strong class="now">{clockTime(forum.serverNow())}</strong>;
}

/** Everything that one needs rarely. */
function More() {
  const { forum, role, sheet, practises } = useModerator();
  const open = (kind: "roll" | "join" | "keys" | "close" | "practice") => () => {
    sheet.value = { kind } satisfies Sheet;
  };
  const practice = forum.parts.value.head?.details.practice;
  const ends = isOfficer(role) && forum.parts.value.head?.phase !== "closed";
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
