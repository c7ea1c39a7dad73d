/** The composition root of the light page: `/hall/<id>` is a document of its own, without crowd and world. */
import { render } from "preact";
import "./style/hall_page.css";
import { browserHall } from "./hall/browser";
import { screenTicket } from "./hall/screen_ticket";
import { words } from "./i18n/t";
import { HallPage, type OpenFace } from "./ui/hall/light/hall_page";
import { applySettings } from "./ui/settings";

const root = document.querySelector("#app");
const id = /^\/hall\/([0-9A-Za-z_-]{1,48})/.exec(location.pathname)?.[1] ?? "";
if (root) {
  await Promise.all([applySettings(), words("hall")]);
  const reading = { api: { ticket: () => screenTicket(id) } };
  const open: OpenFace = (face, district) => browserHall(id, face, face === "screen" ? reading : { district });
  render(<HallPage open={open} />, root);
  // The letters come after the first picture: text shows at once in the system's own, then swaps.
  void import("pretendard-gov/dist/web/variable/pretendardvariable-gov-dynamic-subset.css");
}
