/** The list: everything that is in view, in words. The same component in every view. */

import { lazy, Suspense } from "preact/compat";
import { t, withWords } from "../../i18n/t";
import type { View } from "../../protocol/messages";
import { Chat } from "../chat/chat";
import { useSquare } from "../context";
import { useHallHere } from "../hall/here/use_hall_here";
import { wide } from "../settings";
import { Forums } from "./forums";
import { People } from "./people";
import { Places } from "./places";
import { Whereabouts } from "./whereabouts";

/** Comes with the first forum that one stands in: its words and clocks are not part of the first load. */
const HereCard = lazy(withWords(["hall"], () => import("../hall/here/here_card")));

function Here() {
  const square = useSquare();
  useHallHere(square);
  const hall = square.hall.value;
  return (
    hall && (
      <Suspense fallback={null}>
        <HereCard hall={hall} key={hall.id} />
      </Suspense>
    )
  );
}

export function Twin({ view }: { view: View }) {
  const forums = <Forums />;
  return (
    <div class="twin">
      <section class="lists" aria-label={t("list.title")}>
        <div class="col">
          {!wide.value && forums}
          <Here />
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
