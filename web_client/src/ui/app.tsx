/** The whole of the pages: which one the address names, and the way from the door to the square and out again. */
import { effect } from "@preact/signals";
import { lazy, Suspense } from "preact/compat";
import { useCallback, useEffect, useState } from "preact/hooks";
import { t, withWords } from "../i18n/t";
import type { Square } from "../square/square";
import type { World } from "../world/world";
import { type DoorAnswer, getDoor } from "./base/api";
import { useLoaded } from "./base/hooks";
import { act } from "./base/notices";
import { placeName } from "./base/place_words";
import { whyNot } from "./base/refusals";
import { type ForumFace, route } from "./base/route";
import { Door } from "./door/door";
import { SiteHead } from "./parts/site";
import { Farewell } from "./shell/farewell";
import { Shell } from "./shell/shell";

const StaffPages = lazy(withWords(["staff", "desk", "hall", "proof", "setup"], () => import("./staff/staff_pages")));
const TextPage = lazy(withWords(["pages", "dialogs"], () => import("./pages/text_page")));
const ForumsPage = lazy(withWords(["pages"], () => import("./pages/forums_page")));
const DisplayPage = lazy(withWords(["hall", "screen"], () => import("./forum/display/display_page")));
const ClerkPage = lazy(withWords(["desk", "hall", "staff"], () => import("./forum/clerk/clerk_page")));
const RecordPage = lazy(withWords(["record", "hall"], () => import("./forum/record/record_page")));
const ModeratorPage = lazy(
  withWords(["desk", "hall", "setup", "staff"], () => import("./forum/moderator/moderator_page")),
);
const ProofPage = lazy(withWords(["proof", "hall"], () => import("./proof/proof_page")));

export interface AppProps {
  /** Loads the virtual Gimhae; asked once, so it may be slow. */
  readonly world: () => Promise<World>;
  /** Opens the square for the session of the cookie. */
  readonly open: (world: World) => Square;
}

export function App(props: AppProps) {
  if (route.value.page === "square") return <Visit {...props} />;
  return (
    <Suspense fallback={<Waiting words={t("loading")} />}>
      <Page />
    </Suspense>
  );
}

const FACES = {
  clerk: ClerkPage,
  desk: ModeratorPage,
  record: RecordPage,
  screen: DisplayPage,
} as const satisfies Record<ForumFace, unknown>;

/** A face of a forum's hall at its own address. */
function ForumPage({ face, id }: { face: ForumFace; id: string }) {
  const Face = FACES[face];
  return <Face id={id} />;
}

/** Every page but the square: a chunk each. */
function Page() {
  const here = route.value;
  switch (here.page) {
    case "square":
      return null;
    case "staff":
      return <StaffPages />;
    case "hall":
      return <ForumPage face={here.face} id={here.id} />;
    case "proof":
      return <ProofPage kind={here.kind} next={here.next} />;
    case "forums":
      return <ForumsPage />;
    default:
      return <TextPage page={here.page} />;
  }
}

/** Whoever comes by a link starts at its place, once the line is open. */
function startAt(square: Square, place: string): void {
  const stop = effect(() => {
    if (square.line.value.kind !== "open" || !square.me.value) return;
    queueMicrotask(() => stop());
    void act(square.goto(place));
  });
}

function Visit({ world, open }: AppProps) {
  const [again, setAgain] = useState(0);
  const [square, setSquare] = useState<Square | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const door = useLoaded(getDoor, again);
  const loaded = useLoaded(world);
  const place = route.value.page === "square" ? route.value.place : null;
  const enter = () => {
    if (loaded.state !== "ready") return;
    const made = open(loaded.value);
    if (place && loaded.value.places.has(place)) startAt(made, place);
    setSquare(made);
  };
  const leave = useCallback((why: string | null) => {
    setSquare(null);
    setNote(why);
    setAgain((n) => n + 1);
  }, []);
  if (square) return <Inside square={square} onOut={leave} />;
  const failed = door.state === "failed" ? door : loaded.state === "failed" ? loaded : null;
  if (failed) return <Failed words={whyNot(failed.trouble)} onAgain={() => location.reload()} />;
  if (door.state === "loading" || loaded.state === "loading") return <Waiting words={t("door.opening")} />;
  if (door.state !== "ready" || loaded.state !== "ready") return null;
  return <DoorOf answer={door.value} world={loaded.value} place={place} note={note} onEnter={enter} />;
}

function DoorOf({
  answer,
  world,
  place,
  note,
  onEnter,
}: {
  answer: DoorAnswer;
  world: World;
  place: string | null;
  note: string | null;
  onEnter: () => void;
}) {
  const start = place ? world.places.get(place) : undefined;
  return <Door answer={answer} startsAt={start ? placeName(start) : null} note={note} onEnter={onEnter} />;
}

/** The square until it says goodbye for good. */
function Inside({ square, onOut }: { square: Square; onOut: (why: string | null) => void }) {
  const line = square.line.value;
  useEffect(() => {
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  const lapsed = line.kind === "ended" && line.name === "sign_in_first";
  useEffect(() => {
    if (lapsed) onOut(t("door.lapsed"));
  }, [lapsed, onOut]);
  if (line.kind !== "ended") return <Shell square={square} />;
  if (lapsed) return null;
  const again = () => (line.name === "replaced" || line.name === "reload" ? square.again() : onOut(null));
  return <Farewell name={line.name} facts={line.facts} onAgain={again} />;
}

function Waiting({ words }: { words: string }) {
  return (
    <main class="page farewell" id="main" aria-busy="true">
      <p role="status">{words}</p>
    </main>
  );
}

function Failed({ words, onAgain }: { words: string; onAgain: () => void }) {
  return (
    <>
      <SiteHead />
      <main class="page farewell" id="main">
        <h1>{t("door.closed")}</h1>
        <p role="alert">{words}</p>
        <div>
          <button type="button" class="button filled" onClick={onAgain}>
            {t("line.again")}
          </button>
        </div>
      </main>
    </>
  );
}
