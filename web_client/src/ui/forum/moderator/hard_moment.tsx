/** The hard moment: one key or one press stops floor, questions and new guests at once. */
import { useEffect } from "preact/hooks";
import { t } from "../../../i18n/t";
import { shortcuts } from "../../base/settings";
import { type Moderator, useModerator } from "./context";
import { ModeratorIcon } from "./moderator_icon";

/** The key by its place on the keyboard: it works whatever language the keys write. */
const KEY = "KeyP";

/** Whether a key is meant for the desk: not for a field, and not with others held. */
function isForDesk(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
  return !target?.closest("input, textarea, select, [contenteditable], .menu-list");
}

const pause = ({ forum, give }: Moderator) => {
  if (forum.parts.value.head?.phase === "open") void give({ order: "pause_forum", reason: t("desk.pause.reason") });
};

/** Listens for the key while the desk stands, unless single keys are switched off. */
export function usePauseKey(moderator: Moderator): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.code !== KEY || !shortcuts.value || !isForDesk(event)) return;
      event.preventDefault();
      pause(moderator);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [moderator]);
}

export function PauseButton() {
  const moderator = useModerator();
  if (moderator.forum.parts.value.head?.phase !== "open") return null;
  return (
    <button
      type="button"
      class="button danger"
      aria-keyshortcuts={shortcuts.value ? "p" : undefined}
      onClick={() => pause(moderator)}
    >
      <ModeratorIcon name="pause" />
      {t("desk.pause")}
    </button>
  );
}
