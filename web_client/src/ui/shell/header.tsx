/** The bar above the square: which view, find by name, size of text, own menu. */
import { t } from "../../i18n/t";
import type { View } from "../../protocol/messages";
import { dialog, isStaff, useSquare } from "../base/context";
import { Icon, Mark } from "../base/icons";
import { navigate } from "../base/route";
import { VIEWS } from "../base/settings";
import { Menu, type MenuItem } from "../parts/menu";

const ICONS = { space: "cube", map: "map", list: "list" } as const;

export function Header({ view, onView }: { view: View; onView: (view: View) => void }) {
  return (
    <header class="header">
      <a class="brand" href="/">
        <Mark />
        <span class="words">{t("title")}</span>
      </a>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row everywhere. */}
      <div class="segments" role="group" aria-label={t("view.switch")}>
        {VIEWS.map((one) => (
          <button type="button" key={one} aria-pressed={one === view} onClick={() => onView(one)}>
            <Icon name={ICONS[one]} />
            {t(`view.${one}`)}
          </button>
        ))}
      </div>
      <span class="gap" />
      <button type="button" class="button" onClick={() => open("find")}>
        <Icon name="pin" />
        <span class="label-long">{t("find.open")}</span>
        <span class="label-short">{t("find.short")}</span>
      </button>
      <button type="button" class="button label-long" onClick={() => open("settings")}>
        {t("settings.text")}
      </button>
      <OwnMenu />
    </header>
  );
}

function open(kind: "find" | "settings" | "me" | "look" | "blocks" | "mine" | "leave" | "about"): void {
  dialog.value = { kind };
}

function OwnMenu() {
  const square = useSquare();
  const me = square.me.value;
  const role = me?.role ?? "guest";
  const items: MenuItem[] = [
    { words: t("menu.me"), run: () => open("me") },
    { words: t("menu.look"), run: () => open("look") },
    { words: t("menu.settings"), run: () => open("settings") },
    { words: t("menu.blocks"), run: () => open("blocks") },
    { words: t("menu.mine"), run: () => open("mine") },
    { words: t("menu.about"), run: () => open("about") },
    ...(isStaff(role) ? [{ words: t("menu.staff"), run: () => navigate("/staff") }] : []),
    { words: t("menu.leave"), run: () => open("leave"), danger: true },
  ];
  return (
    <Menu items={items} label={`${t("menu.own")}: ${me?.name ?? ""}`}>
      <Icon name="person" />
      <span class="label-long">
        {me?.name} · {t(`role.${role}`)}
      </span>
      <span class="label-short">{t("menu.short")}</span>
    </Menu>
  );
}
