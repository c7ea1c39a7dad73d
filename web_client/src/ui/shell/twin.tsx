/** The list: everything that is in view, in words. The same component in every view. */

import { lazy, Suspense } from "preact/compat";
import { t, withWords } from "../../i18n/t";
import type { View } from "../../protocol/messages";
import { useSquare } from "../base/context";
import { wide } from "../base/settings";
import { Chat } from "../chat/chat";
import { useHallHere } from "../forum/here/use_hall_here";
import { Forums } from "../list/forums";
import { People } from "../list/people";
import { Places } from "../list/places";
import { Whereabouts } from "../list/whereabouts";

/** Comes with the first forum that one stands in: its words and clocks are not part of the first load. */
const HereCard = lazy(withWords(["hall"], () => import("../forum/here/here_card")));

function Here() {
  const square = useSquare();
  useHallHere(square);
  const forum = square.forum.value;
  return (
    forum && (
      <Suspense fallback={null}>
        <HereCard forum={forum} key={forum.id} />
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
