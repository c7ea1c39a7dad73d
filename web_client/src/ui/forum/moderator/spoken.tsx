/** Spoken time by camp and by channel: two-part bars, the numbers outside, added time in words. */

import { figures } from "../../../forum_client/countdown";
import { t } from "../../../i18n/t";
import { ForumIcon } from "../parts/forum_icon";
import { useModerator } from "./context";

/** Milliseconds as figures. */
const spent = (ms: number) => figures(Math.floor(ms / 1_000));

export function Spoken() {
  const { spoken, head } = useModerator().forum.parts.value;
  const { pro = 0, con = 0 } = spoken?.camps ?? {};
  const { onsite = 0, online = 0 } = spoken?.channels ?? {};
  const given = Math.max(0, ...Object.values(spoken?.given ?? {}));
  return (
    <section class="card desk-spoken" aria-labelledby="desk-spoken">
      <h2 id="desk-spoken">{t("desk.spoken")}</h2>
      {head?.rules.camps && (
        <div>
          <p class="spread">
            <span>
              <strong>{t("mark.pro.words")}</strong> {spent(pro)}
            </span>
            <span>
              {spent(con)} <strong>{t("mark.con.words")}</strong>
            </span>
          </p>
          <Bar kind="camps" left={pro} right={con} />
        </div>
      )}
      <div>
        <p class="spread">
          <span class="channel">
            <ForumIcon name="house" />
            <strong>{t("channel.onsite")}</strong> {spent(onsite)}
          </span>
          <span class="channel">
            {spent(online)} <strong>{t("channel.online")}</strong>
            <ForumIcon name="screen" />
          </span>
        </p>
        <Bar kind="channels" left={onsite} right={online} />
      </div>
      {head?.rules.camps && (
        <p class="quiet">{given > 0 ? t("desk.spoken.given", { time: spent(given) }) : t("desk.spoken.none")}</p>
      )}
    </section>
  );
}

/** A bar of two parts; the numbers that stand beside it say the same. */
function Bar({ kind, left, right }: { kind: "camps" | "channels"; left: number; right: number }) {
  return (
    <div class={`desk-bar ${kind}`} aria-hidden="true">
      <span style={{ flexGrow: left }} />
      <span style={{ flexGrow: right }} />
    </div>
  );
}
