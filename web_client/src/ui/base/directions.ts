/** Where something is, in words: a side of one's own body when near, a point of the compass when far. */
import { t } from "../../i18n/t";
import { Gait, Presence } from "../../protocol/messages";
import type { Pose } from "../../square/square";
import type { Point } from "../../world/geometry";
import { bearing, compassKey, sideKey } from "../../world/geometry";

/** Beyond this, "left" and "right" mislead: one does not see it, and turns on the way. */
const FAR = 100;

/** Names the side of one's body: `relative` is clockwise from straight ahead. */
export const side = (relative: number): string => t(`side.${sideKey(relative, 0)}`);

/** Names the point of the compass of a bearing. */
export const compass = (angle: number): string => t(`compass.${compassKey(angle)}`);

/** Returns "3 m", "340 m" or "1.3 km". */
export function distance(metres: number): string {
  if (metres >= 995) return t("distance.km", { n: (metres / 1000).toFixed(1) });
  return t("distance.m", { n: metres < 100 ? Math.round(metres) : Math.round(metres / 10) * 10 });
}

/** Returns "왼쪽 65 m" or, from 100 m on, "남동쪽 180 m". */
export function whereabouts(own: Readonly<Pose>, to: Point): string {
  const metres = Math.hypot(to.x - own.x, to.y - own.y);
  const angle = bearing(own.x, own.y, to.x, to.y);
  const words = metres < FAR ? side(angle - own.heading) : compass(angle);
  return `${words} ${distance(metres)}`;
}

/** What a person is doing, from the state byte of the wire. */
export function doing(state: number, speaking: boolean): string {
  const presence = (state >> 4) & 3;
  if (presence === Presence.AWAY) return t("doing.away");
  if (speaking) return t("doing.speaking");
  if (state & 8) return t("doing.hand");
  const gait = state & 7;
  if (gait === Gait.RIDE) return t("doing.riding");
  if (gait === Gait.SIT) return t("doing.sitting");
  if (gait === Gait.WALK || gait === Gait.RUN) return t("doing.walking");
  return t(presence === Presence.IDLE ? "doing.idle" : "doing.standing");
}
