/** Where the 3D square or the map is drawn. Both are loaded when first wanted. */
import { useEffect, useRef, useState } from "preact/hooks";
import { language, t } from "../../i18n/t";
import type { View } from "../../protocol/messages";
import { useSquare } from "../base/context";
import { tell } from "../base/notices";
import { mountView } from "./views";

export function Stage({ view, onFail }: { view: Exclude<View, "list">; onFail: () => void }) {
  const square = useSquare();
  const place = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  // The buttons of the map are named when they are made; the scene names its own anew.
  const spoken = view === "map" ? language.value : null;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let dispose: (() => void) | null = null;
    let gone = false;
    setReady(false);
    const fail = () => {
      if (gone) return;
      tell("info", t(view === "space" ? "view.space.failed" : "view.map.failed"));
      onFail();
    };
    mountView(view, element, square, fail).then((made) => {
      if (gone) return made();
      dispose = made;
      setReady(true);
    }, fail);
    return () => {
      gone = true;
      dispose?.();
    };
  }, [view, square, spoken]);
  return (
    <section class="stage" aria-label={t(`view.${view}`)}>
      <div class="fill" ref={place} key={view} />
      {!ready && (
        <div class="wait">
          <p>{t(view === "space" ? "view.space.loading" : "view.map.loading")}</p>
        </div>
      )}
    </section>
  );
}
