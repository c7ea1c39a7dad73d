/** The list: everything that is in view, in words. The same component in every view. */
import { t } from "../../i18n/t";
import type { View } from "../../protocol/messages";
import { Chat } from "../chat/chat";
import { useMedia } from "../hooks";
import { Forums } from "./forums";
import { People } from "./people";
import { Places } from "./places";
import { Whereabouts } from "./whereabouts";

export function Twin({ view }: { view: View }) {
  const wide = useMedia("(min-width: 64rem)");
  const forums = <Forums />;
  return (
    <div class="twin">
      <section class="lists" aria-label={t("list.title")}>
        <div class="col">
          {!wide && forums}
          <Whereabouts />
          <People />
        </div>
        <div class="col">
          <Places />
          {wide && view !== "list" && forums}
        </div>
      </section>
      <div class="col talk">
        {wide && view === "list" && forums}
        <Chat />
      </div>
    </div>
  );
}
