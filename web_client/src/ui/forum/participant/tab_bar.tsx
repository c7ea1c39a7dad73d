/** The four tabs at the foot of the page. */
import { t } from "../../../i18n/t";
import { tabKeys } from "../../parts/tabs";
import { ForumIcon, type ForumIconName } from "../parts/forum_icon";
import { openBallot, TABS, type Tab, useParticipant } from "./context";

const ICONS: Readonly<Record<Tab, ForumIconName>> = {
  floor: "mic",
  questions: "question",
  ballot: "ballot",
  papers: "document",
};

export function TabBar() {
  const { forum } = useParticipant();
  const open = openBallot(forum.parts.value.ballot?.ballot ?? null);
  return (
    <div class="hall-tabs" role="tablist" aria-label={t("light.tabs")} onKeyDown={tabKeys}>
      {TABS.map((one) => (
        <TabButton key={one} tab={one} lit={one === "ballot" && open !== null} />
      ))}
    </div>
  );
}

function TabButton({ tab: own, lit }: { tab: Tab; lit: boolean }) {
  const { tab } = useParticipant();
  const chosen = tab.value === own;
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${own}`}
      aria-selected={chosen}
      aria-controls="panel"
      data-lit={lit || undefined}
      tabIndex={chosen ? 0 : -1}
      onClick={() => {
        tab.value = own;
      }}
    >
      <ForumIcon name={ICONS[own]} />
      {t(lit ? "light.tab.ballot.open" : `light.tab.${own}`)}
    </button>
  );
}
