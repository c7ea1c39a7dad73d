/** The inside: header, the view, and the list that is its twin for everybody. */
import { effect } from "@preact/signals";
import { lazy, Suspense } from "preact/compat";
import { useEffect, useState } from "preact/hooks";
import { t, withWords } from "../../i18n/t";
import type { View } from "../../protocol/messages";
import type { NoticeInfo, Square } from "../../square/square";
import { dialog, SquareProvider } from "../base/context";
import { Notices, tell } from "../base/notices";
import { placeName } from "../base/place_words";
import { notice } from "../base/refusals";
import { chosenView, firstView, guideSeen } from "../base/settings";
import { Guide } from "./guide";
import { Header } from "./header";
import { Stage } from "./stage";
import { ForumStrip, Strip } from "./strip";
import { Twin } from "./twin";

/** Dialogs come with the first one that opens: who only looks around never loads them. */
const Dialogs = lazy(withWords(["dialogs"], () => import("../dialogs/dialogs")));

/** Ten steps a second move a walker smoothly enough for words; the drawn views have their own frames. */
const LIST_FRAME_MS = 100;

/** Keeps the engine walking where no view draws, and tells it which view is on and whether one looks. */
function useEngine(square: Square, view: View): void {
  useEffect(() => {
    const report = () => square.view(view, document.hidden);
    report();
    document.addEventListener("visibilitychange", report);
    return () => document.removeEventListener("visibilitychange", report);
  }, [square, view]);
  useEffect(() => {
    if (view !== "list") return;
    const timer = setInterval(() => square.frame(performance.now()), LIST_FRAME_MS);
    return () => clearInterval(timer);
  }, [square, view]);
}

const keyOf = (one: NoticeInfo) => JSON.stringify([one.at, one.code, one.facts]);

/** Shows each notice of the server once; a line that came back may bring the same ones again. */
function useServerNotices(square: Square): void {
  useEffect(() => {
    let seen = new Set(square.notices.peek().map(keyOf));
    return effect(() => {
      const all = square.notices.value;
      for (const one of all) if (!seen.has(keyOf(one))) tell("info", notice(one.code, one.facts));
      seen = new Set(all.map(keyOf));
    });
  }, [square]);
}

/** Opens the list where the server asked for it (many came at once), says why, and offers the wish again. */
function useAdvice(square: Square, view: View, show: (view: View) => void, wish: (view: View) => void): void {
  const advised = square.advised.value;
  useEffect(() => {
    if (advised === null || advised === view) return;
    show(advised);
    tell("info", t("view.advised"), () => wish(view), t("view.anyway", { view: t(`view.${view}`) }));
  }, [square, advised]);
}

export function Shell({ square }: { square: Square }) {
  const [view, setView] = useState<View>(firstView);
  useEngine(square, view);
  useServerNotices(square);
  useEffect(() => {
    const at = square.at.value;
    document.title = `${at ? placeName(at) : ""} ${t("title")}`.trim();
  });
  const choose = (to: View) => {
    chosenView.value = to;
    setView(to);
  };
  useAdvice(square, view, setView, choose);
  const guide = !guideSeen.value && <Guide view={view} />;
  return (
    <SquareProvider value={square}>
      <a class="skip button" href="#compose">
        {t("skip.compose")}
      </a>
      <Header view={view} onView={choose} />
      <Strip />
      {view !== "list" && <ForumStrip />}
      <Notices />
      {view === "list" && guide}
      <main class="square" id="main" tabIndex={-1} data-view={view}>
        <h1 class="unseen">{t("title")}</h1>
        {view !== "list" && guide}
        {view !== "list" && <Stage view={view} onFail={() => setView(view === "space" ? "map" : "list")} />}
        <Twin view={view} />
      </main>
      {dialog.value && (
        <Suspense fallback={null}>
          <Dialogs />
        </Suspense>
      )}
    </SquareProvider>
  );
}
