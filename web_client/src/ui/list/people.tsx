/** People near: where, what they do, talk to them, and the rest in a menu. */
import { useState } from "preact/hooks";
import { t } from "../../i18n/t";
import { Presence } from "../../protocol/messages";
import type { Nearby } from "../../square/square";
import { useSquare } from "../base/context";
import { distance, doing, side } from "../base/directions";
import { Icon } from "../base/icons";
import { Menu } from "../parts/menu";
import { personMenu, talkTo } from "./person_menu";
import { useSteady } from "./steady";

/** What fits beside the other cards at 1366 by 768; the rest waits behind a button. */
const FIRST = 7;

export function People() {
  const square = useSquare();
  const near = square.near.value;
  // Who is away keeps a place here for two minutes, but does not count as being in the square.
  const present = near.filter((one) => ((one.state >> 4) & 3) !== Presence.AWAY).length;
  const [all, setAll] = useState(false);
  const [steady, list] = useSteady(near, (one) => one.info.participant);
  const shown = all ? steady : steady.slice(0, FIRST);
  const rest = near.length - shown.length;
  return (
    <section class="card fills" aria-labelledby="people" tabIndex={-1}>
      <div class="spread">
        <h2 id="people">{t("people.title")}</h2>
        <span class="quiet">{t("people.count", { n: present, total: square.here.value.total })}</span>
      </div>
      {near.length === 0 && <p class="empty">{t("people.none")}</p>}
      <ul class="rows" ref={list}>
        {shown.map((one) => (
          <PersonRow key={one.info.participant} one={one} />
        ))}
      </ul>
      {(rest > 0 || all) && (
        <div class="more">
          <button type="button" class="button text" onClick={() => setAll(!all)}>
            {all ? t("people.fewer") : t("people.more", { n: rest })}
          </button>
        </div>
      )}
    </section>
  );
}

function PersonRow({ one }: { one: Nearby }) {
  const square = useSquare();
  const { info } = one;
  const speaking = square.bubbles.value.some((bubble) => bubble.participant === info.participant);
  return (
    <li class="item">
      <Icon name="arrow" turn={(one.relative * 180) / Math.PI} />
      <div class="what">
        <span class="name">
          {info.name}{" "}
          {info.role !== "guest" && info.role !== "citizen" && <span class="chip staff">{t(`role.${info.role}`)}</span>}
        </span>
        <span class="where">
          {side(one.relative)} {distance(one.distance)} · {doing(one.state, speaking)}
        </span>
      </div>
      <div class="acts">
        <button
          type="button"
          class="button"
          aria-label={t("people.talk.to", { name: info.name })}
          onClick={() => talkTo(square, info.participant)}
        >
          {t("people.talk")}
        </button>
        <Menu items={personMenu(square, info)} label={t("people.menu", { name: info.name })} kind="icon text">
          <Icon name="more" />
        </Menu>
      </div>
    </li>
  );
}
