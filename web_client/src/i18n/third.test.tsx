// @vitest-environment happy-dom
/** A third language needs files alone: here are some that nobody speaks, and every page is read in them. */
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { outsideBrackets } from "../../pseudo.mjs";
import type { FakeForum } from "../forum_client/fake_forum.test-helper";
import * as forums from "../forum_client/fake_forum.test-helper";
import type { AnyPart, HeadPart } from "../protocol/messages";
import { dialog, type OpenDialog, SquareProvider } from "../ui/base/context";
import Dialogs from "../ui/dialogs/dialogs";
import { Door } from "../ui/door/door";
import { Clerk } from "../ui/forum/clerk/clerk";
import { Display } from "../ui/forum/display/display";
import { makeModerator, type Sheet } from "../ui/forum/moderator/context";
import { ModeratorView } from "../ui/forum/moderator/moderator";
import { makeDrafts, ParticipantProvider, type Tab } from "../ui/forum/participant/context";
import { Room } from "../ui/forum/participant/room";
import TextPage from "../ui/pages/text_page";
import { Shell } from "../ui/shell/shell";
import { makeEntry, makePerson, makeSquare, NEAR, PLACES } from "../ui/testing/fake_square.test-helper";
import { VerifyPage } from "../ui/verify/verify_page";
import { LANGUAGES, language, languageName, speak, words } from "./t";
import { languageFiles, partNames } from "./whole.test-helper";

const { THIRD } = vi.hoisted(() => {
  // What the set-up of every test has loaded knows only the files of the folder.
  vi.resetModules();
  return { THIRD: "en-XA" };
});

vi.mock("./files", async (original) => {
  const { pseudo } = await import("../../pseudo.mjs");
  const real = await original<typeof import("./files")>();
  const made =
    <Args extends unknown[]>(load: (...args: [...Args, string]) => Promise<import("./words").Words>) =>
    async (...args: [...Args, string]) => {
      const tag = args.at(-1) as string;
      const from = [...args.slice(0, -1), tag === THIRD ? "en" : tag] as [...Args, string];
      return tag === THIRD ? pseudo(await load(...from)) : load(...from);
    };
  return { NAMES: { ...real.NAMES, [THIRD]: "Ļåñĝûåĝé" }, core: made(real.core), part: made(real.part) };
});

/** Words of months and days come from the browser, in the language that it has for the tag. */
const CALENDAR = [..."0123456789".repeat(3)].flatMap((_, n) =>
  new Intl.DateTimeFormat(THIRD, { month: "long", weekday: "long" })
    .formatToParts(new Date(2026, n % 12, n + 1))
    .map(({ value }) => value),
);
const SPOKEN = ["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt"];

/** Returns every text in a value, the keys too: what citizens wrote and what the world file names is data. */
function textsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === "string") found.add(value);
  else if (value instanceof Map) for (const one of value.values()) textsIn(one, found);
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) textsIn(one, found);
  return found;
}

const FIXTURES = [...textsIn([forums.PARTS, forums.RESULT, forums.makeBallot(), PLACES, NEAR, CALENDAR])];
/** What is no language's: what citizens wrote, names of places and languages, addresses, hashes in groups of four. */
const DATA = [
  ...FIXTURES,
  ...FIXTURES.filter((text) => /^[0-9a-f]{16,}$/.test(text)).flatMap((text) => text.match(/.{4}/g) ?? []),
  ...LANGUAGES.map(languageName),
  `${location.origin}/hall/f1`,
  location.host,
  "외동이웃27",
  "Buwon-dong",
  "안녕하세요",
]
  .filter((text) => /[A-Za-z\p{Script=Hangul}]/u.test(text) && text.length > 1)
  .sort((a, b) => b.length - a.length);

/** Returns what an element shows or says that is neither a word of the catalogue nor data. */
function strangers(root: Element): string[] {
  const shown: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) shown.push(walker.currentNode.textContent ?? "");
  for (const one of root.querySelectorAll("*")) shown.push(...SPOKEN.map((name) => one.getAttribute(name) ?? ""));
  return shown.filter((text) => {
    const own = outsideBrackets(text);
    return /[A-Za-z\p{Script=Hangul}]/u.test(DATA.reduce((left, datum) => left.replaceAll(datum, " "), own));
  });
}

let root: HTMLElement;

async function show(page: ComponentChildren): Promise<void> {
  await act(() => render(page, root));
  // Chunks and answers come after the first picture.
  for (let turn = 0; turn < 3; turn++) await act(() => new Promise<void>((done) => setTimeout(done, 5)));
}

/** Holds what stands on the page to the catalogue; that something stands there at all is held too. */
function allFromTheFiles(): void {
  expect(document.body.textContent).toContain("[!!");
  expect(strangers(document.body)).toEqual([]);
}

const head = forums.PARTS.find((part) => part.part === "head") as HeadPart;
const STATES: Readonly<Record<string, readonly AnyPart[]>> = {
  "the floor": [],
  "a place in the queue": [forums.WAITING],
  "a ballot": [{ part: "ballot", ballot: forums.makeBallot() }],
  "a result": [
    { part: "ballot", ballot: forums.makeBallot({ state: "published", result: forums.RESULT, voted: 311 }) },
  ],
  "a pause": [{ ...head, phase: "paused" }],
  "a forum to come": [{ ...head, phase: "planned", opens_at: forums.NOW + 7_200_000 }],
  "a forum that ended": [{ ...head, phase: "closed", closed_at: forums.NOW }],
};

function inState(face: "light" | "desk" | "screen", state: string): FakeForum {
  const fake = forums.fakeForum(face);
  fake.change(...(STATES[state] ?? []));
  return fake;
}

beforeAll(async () => {
  await words(...partNames());
  await speak(THIRD);
});
beforeEach(() => {
  vi.stubGlobal("fetch", async () => Response.json({ forums: [], summary: [], table: [], contact: "" }));
  root = document.createElement("div");
  document.body.replaceChildren(root);
});
afterEach(() => act(() => render(null, root)));

describe("a third language", () => {
  it("is found, is named in itself, and is what the page says it is", () => {
    expect([...LANGUAGES].sort()).toEqual([...languageFiles(), THIRD].sort());
    expect(LANGUAGES[0]).toBe("ko");
    expect(languageName(THIRD)).toBe("Ļåñĝûåĝé");
    expect(language.value).toBe(THIRD);
    expect(document.documentElement.lang).toBe(THIRD);
  });

  it("is offered wherever one chooses", async () => {
    await speak("en");
    await show(<TextPage page="help" />);
    const offered = [...root.querySelectorAll("footer [lang]")].map((one) => one.getAttribute("lang"));
    await speak(THIRD);
    expect(offered).toEqual(LANGUAGES.filter((one) => one !== "en"));
  });

  it("words the door", async () => {
    const notice = { version: "1", summary: [], table: [], contact: "" };
    const answer = { me: null, notice, profile: "", demo: false, writing: "name", name_limit: 12 } as const;
    await show(<Door answer={answer} startsAt={null} onEnter={() => undefined} />);
    allFromTheFiles();
  });

  it("words the list, the talk and the menus", async () => {
    const { square, parts } = makeSquare();
    parts.log.value = [makeEntry(1, "박순자", "안녕하세요", { role: "moderator" })];
    localStorage.setItem("agora.view", '"list"');
    await show(<Shell square={square} />);
    for (const opener of root.querySelectorAll<HTMLElement>("[aria-haspopup], [aria-expanded]"))
      await act(() => opener.click());
    allFromTheFiles();
  });

  const person = makePerson(1, "박순자");
  const DIALOGS: readonly OpenDialog[] = [
    ...(["find", "settings", "me", "name", "look", "blocks", "leave", "about"] as const).map((kind) => ({ kind })),
    { kind: "place", place: "suro-tomb" },
    { kind: "ride", from: "cityhall-station" },
    { kind: "report", person },
    { kind: "block", person },
    { kind: "person", person },
    { kind: "staff", person, measure: "ban" },
  ];
  it.each(DIALOGS)("words the dialog $kind", async (open) => {
    dialog.value = open;
    await show(
      <SquareProvider value={makeSquare().square}>
        <Dialogs />
      </SquareProvider>,
    );
    allFromTheFiles();
    dialog.value = null;
  });

  it.each(Object.keys(STATES))("words the light page in %s, on every tab", async (state) => {
    const participant = {
      forum: inState("light", state).forum,
      reader: false,
      tab: signal<Tab>("floor"),
      dock: signal<HTMLElement | null>(null),
      joining: signal(false),
      district: signal(""),
      drafts: makeDrafts(),
      voice: null,
      comeIn: () => undefined,
      leave: () => undefined,
    };
    await show(
      <ParticipantProvider value={participant}>
        <Room />
      </ParticipantProvider>,
    );
    for (const tab of ["floor", "questions", "ballot", "papers"] as const) {
      await act(() => {
        participant.tab.value = tab;
      });
      allFromTheFiles();
    }
  });

  const SHEETS: readonly (Sheet | null)[] = [
    null,
    ...(["agenda", "ballot", "join", "keys", "close", "practice", "done"] as const).map((kind) => ({ kind })),
    { kind: "mute", person: "p1", name: "박순자" },
    { kind: "remove", person: "p1", name: "박순자" },
  ];
  it.each(SHEETS)("words the moderator's desk with $kind", async (sheet) => {
    const moderator = makeModerator(inState("desk", "a ballot").forum, "officer");
    moderator.sheet.value = sheet;
    await show(<ModeratorView moderator={moderator} />);
    allFromTheFiles();
  });

  it.each(Object.keys(STATES))("words the big screen in %s", async (state) => {
    await show(<Display forum={inState("screen", state).forum} venueKey="" />);
    allFromTheFiles();
  });

  it.each([0, 1, 2, 3])("words the clerk's task %i", async (task) => {
    const { forum } = inState("desk", "a ballot");
    await show(<Clerk forum={{ ...forum, say: () => true, send: () => true, hear: () => undefined }} />);
    await act(() => root.querySelectorAll<HTMLElement>("[role=tab]")[task]?.click());
    allFromTheFiles();
  });

  it.each(["privacy", "accessibility", "about", "help"] as const)("words the page %s", async (page) => {
    await show(<TextPage page={page} />);
    allFromTheFiles();
  });

  it("words the page that checks a record", async () => {
    await show(<VerifyPage check={async () => Promise.reject(new Error("no file"))} />);
    allFromTheFiles();
  });

  it("shows what is hard-wired, and what is not from its files", () => {
    root.innerHTML = '<p>[!!Åƀ 3 !!] 김해</p><button title="Close">[!!Çļöšé!!]</button><p>[!!å [!!ƀ!!] 12!!]</p>';
    expect(strangers(root)).toEqual(["[!!Åƀ 3 !!] 김해", "Close"]);
  });
});
