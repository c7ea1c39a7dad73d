/** Small pieces of the light page. */
import type { ComponentChildren } from "preact";
import { t } from "../../../i18n/t";
import { clockTime } from "../../../i18n/time";
import { ForumIcon, type ForumIconName } from "../parts/forum_icon";
import { useParticipant } from "./context";

export interface MainButtonProps {
  readonly words: string;
  readonly icon?: ForumIconName;
  readonly busy?: boolean;
  readonly onPress: () => void;
}

/** The one thing to press. */
export function MainButton({ words, icon, busy = false, onPress }: MainButtonProps) {
  return (
    <button type="button" class="button filled main" aria-disabled={busy} onClick={() => busy || onPress()}>
      {icon && <ForumIcon name={icon} />}
      {words}
    </button>
  );
}

/** Offers to join, where one only reads. */
export function JoinButton() {
  return <DoorButton words={t("light.join")} />;
}

/** Offers to give a name, where one came in without. */
export function NameButton() {
  return <DoorButton words={t("light.way.name")} />;
}

function DoorButton({ words }: { words: string }) {
  const { joining } = useParticipant();
  return (
    <MainButton
      words={words}
      icon="hand"
      onPress={() => {
        joining.value = true;
      }}
    />
  );
}

/** Told to who was muted: until when, why, and what they may still do. Announced as it comes; empty for others. */
export function Muted() {
  const muted = useParticipant().forum.mine.value?.muted ?? null;
  return (
    <div role="alert" class={muted ? "card stack-tight" : "unseen"}>
      {muted && (
        <>
          <h2>{t("light.muted")}</h2>
          <p>
            {muted.until > 0 ? t("light.muted.until", { time: clockTime(muted.until) }) : t("light.muted.to_the_end")}
          </p>
          {muted.reason && <p>{t("light.muted.reason", { reason: muted.reason })}</p>}
          <p class="second small">{t("light.muted.still")}</p>
        </>
      )}
    </div>
  );
}

export function Card({
  title,
  children,
  class: kind = "",
}: {
  title?: string;
  children: ComponentChildren;
  class?: string;
}) {
  return (
    <section class={`card stack-tight ${kind}`} aria-label={title}>
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}
