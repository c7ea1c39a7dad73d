/** The composition root of the pages. */
import { render } from "preact";
import { browserSquare } from "./square/browser";
import { groundOf } from "./square/ground";
import "./style/all.css";
import { t } from "./i18n/t";
import { App } from "./ui/app";
import { tell } from "./ui/base/notices";
import { followHistory } from "./ui/base/route";
import { applySettings, firstView } from "./ui/base/settings";
import { loadWorld } from "./world/world";

const root = document.querySelector("#app");
if (root) {
  await applySettings();
  followHistory();
  const letGo = () => tell("info", t("notice.let_go"));
  render(
    <App world={loadWorld} open={(world) => browserSquare(world, groundOf(world), firstView(), { letGo })} />,
    root,
  );
  // The letters come after the first picture: text shows at once in the system's own, then swaps.
  void import("pretendard-gov/dist/web/variable/pretendardvariable-gov-dynamic-subset.css");
}
