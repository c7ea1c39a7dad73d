/** Marks that hold without colour: who speaks for which camp or what kind of speech, and from where. */
import { t } from "../../../i18n/t";
import type { Channel, Kind, Stance } from "../../../protocol/messages";
import { ForumIcon } from "./forum_icon";

export type SpeechMark = "pro" | "con" | "speech" | "point_of_order" | "interposed" | "intervention";
export type Mark = SpeechMark | "abstain" | "option";

/** Returns the mark of a request: what goes before speeches has its own, speeches have the camp's. */
export function markOf(kind: Kind, stance: Stance): SpeechMark {
  if (kind !== "normal") return kind;
  return stance === "none" ? "speech" : stance;
}

/** Pro is a circle, con a square, all others outlined. The word stands beside it, so it is hidden from ears. */
export function CampMark({ mark }: { mark: Mark }) {
  return (
    <span class="camp" data-mark={mark} aria-hidden="true">
      {t(`mark.${mark}`)}
    </span>
  );
}

/** Words for what kind of speech it is, and for which camp. */
export function speechWords(kind: Kind, stance: Stance): string {
  return t(`mark.${markOf(kind, stance)}.words`);
}

/** A house for the hall, a screen for elsewhere, with the word. */
export function ChannelMark({ channel, slip = 0 }: { channel: Channel; slip?: number }) {
  return (
    <span class="channel">
      <ForumIcon name={channel === "onsite" ? "house" : "screen"} />{" "}
      {slip > 0 ? t("channel.slip", { slip }) : t(`channel.${channel}`)}
    </span>
  );
}
