/** The composition root of the pages. */
import { render } from "preact";
import { browserSquare } from "./square/browser";
import { groundOf } from "./square/ground";
import "./style/all.css";
import { App } from "./ui/app";
import { followHistory } from "./ui/route";
import { applySettings, firstView } from "./ui/settings";
import { loadWorld } from "./world/world";

const root = document.querySelector("#app");
if (root) {
  await applySettings();
  followHistory();
  render(<App world={loadWorld} open={(world) => browserSquare(world, groundOf(world), firstView())} />, root);
  // The letters come after the first picture: text shows at once in the system's own, then swaps.
  void import("pretendard-gov/dist/web/variable/pretendardvariable-gov-dynamic-subset.css");
}
