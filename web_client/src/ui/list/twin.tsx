/** The list: everything that is in view, in words. The same component in every view. */
import { t } from "../../i18n/t";
import type { View } from "../../protocol/messages";
import { Chat } from "../chat/chat";
import { wide } from "../settings";
import { Forums } from "./forums";
import { People } from "./people";
import { Places } from "./places";
import { Whereabouts } from "./whereabouts";

export function Twin({ view }: { view: View }) {
  const forums = <Forums />;
  return (
    <div class="twin">
      <section class="lists" aria-label={t("list.title")}>
        <div class="col">
          {!wide.value && forums}
          <Whereabouts />
          <People />
        </div>
        <div class="col">
          <Places />
          {wide.value && view !== "list" && forums}
        </div>
      </section>
      <div class="col talk">
        {wide.value && view === "list" && forums}
        <Chat />
      </div>
    </div>
  );
}
