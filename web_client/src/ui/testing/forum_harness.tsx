/**
 * A page for development (`npm run dev`, then /src/ui/testing/forum_harness.html?state=waiting&tab=floor): the light
 * page of a forum over a forum client without a server. It is no entry of the build.
 */
import { signal } from "@preact/signals";
import { render } from "preact";
import "../../style/hall_page.css";
import "pretendard-gov/dist/web/variable/pretendardvariable-gov-dynamic-subset.css";
import { fakeForum, MINE, makeBallot, NOW, PARTS, RESULT, WAITING } from "../../forum_client/fake_forum.test-helper";
import { words } from "../../i18n/t";
import type { AnyPart, HeadPart, MinePart } from "../../protocol/messages";
import { applySettings } from "../base/settings";
import { makeDrafts, ParticipantProvider, type Tab } from "../forum/participant/context";
import { Room } from "../forum/participant/room";

const { state = "", tab = "floor" } = Object.fromEntries(new URLSearchParams(location.search));
const head = PARTS.find((part) => part.part === "head") as HeadPart;
const may = { id: "b1", may: true, why: "", facts: {}, voted_at: 0, choice: {} };
const ballot = (more = {}): AnyPart => ({ part: "ballot", ballot: makeBallot(more) });
const mine = (more: Partial<MinePart>): AnyPart => ({ ...MINE, ...more });
const STATES: Readonly<Record<string, readonly AnyPart[]>> = {
  waiting: [WAITING],
  turn: [mine({ person: "p1", speaking: true })],
  ballot: [ballot(), mine({ ballot: may })],
  may_not: [ballot(), mine({ ballot: { ...may, may: false, why: "level_needed", facts: { needs: "citizen" } } })],
  received: [ballot(), mine({ ballot: { ...may, may: false, why: "voted_already", voted_at: NOW } })],
  result: [ballot({ state: "published", result: RESULT, voted: 311 })],
  paused: [{ ...head, phase: "paused" }],
  planned: [{ ...head, phase: "planned", opens_at: NOW + 7_200_000 }],
  cancelled: [{ ...head, phase: "closed", closed_at: NOW, cancelled: "태풍 예보로 취소합니다." }],
  closed: [{ ...head, phase: "closed", closed_at: NOW }, ballot({ state: "published", result: RESULT })],
};
const fake = fakeForum(state === "reader" ? "screen" : "light");
fake.change(...(STATES[state] ?? []));
const began = performance.now();
const forum = { ...fake.forum, serverNow: () => NOW + performance.now() - began };
Object.assign(globalThis, { fake });
await Promise.all([applySettings(), words("hall")]);
const root = document.querySelector("#app");
const light = {
  forum,
  reader: state === "reader",
  tab: signal(tab as Tab),
  dock: signal<HTMLElement | null>(null),
  joining: signal(state === "join"),
  drafts: makeDrafts(),
  district: signal(""),
  voice: null,
  comeIn: () => undefined,
  leave: () => undefined,
};
if (root) {
  render(
    <ParticipantProvider value={light}>
      <Room />
    </ParticipantProvider>,
    root,
  );
}
