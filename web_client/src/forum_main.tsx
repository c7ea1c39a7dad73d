/** The composition root of the light page: `/hall/<id>` is a document of its own, without crowd and world. */
import { render } from "preact";
import "./style/hall_page.css";
import { browserForum } from "./forum_client/browser";
import { displayTicket } from "./forum_client/display_ticket";
import { words } from "./i18n/t";
import { applySettings } from "./ui/base/settings";
import { type OpenFace, ParticipantPage } from "./ui/forum/participant/participant_page";

const root = document.querySelector("#app");
const id = /^\/hall\/([0-9A-Za-z_-]{1,48})/.exec(location.pathname)?.[1] ?? "";
if (root) {
  await Promise.all([applySettings(), words("hall")]);
  const reading = { api: { ticket: () => displayTicket(id) } };
  const open: OpenFace = (face, district) => browserForum(id, face, face === "screen" ? reading : { district });
  render(<ParticipantPage open={open} />, root);
  // The letters come after the first picture: text shows at once in the system's own, then swaps.
  void import("pretendard-gov/dist/web/variable/pretendardvariable-gov-dynamic-subset.css");
}
