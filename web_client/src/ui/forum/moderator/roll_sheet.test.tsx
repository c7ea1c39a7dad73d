// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type FakeForum, fakeForum } from "../../../forum_client/fake_forum.test-helper";
import { t, words } from "../../../i18n/t";
import type { Role } from "../../../protocol/messages";
import { TroubleError } from "../../base/api";
import { type Moderator, ModeratorProvider, makeModerator } from "./context";
import { type RollLine, type RollPage, rollApi } from "./roll";
import { RollSheet } from "./roll_sheet";

const COUNTS = { all: 498, online: 412, onsite: 86, away: 0, left: 0, removed: 0 };
const line = (n: number, more: Partial<RollLine> = {}): RollLine => ({
  person: `p${n}`,
  name: `시민 ${n}`,
  slip: 0,
  channel: "online",
  level: "citizen",
  presence: "present",
  doing: "nothing",
  stance: "none",
  muted: false,
  came_at: 0,
  spoken: 0,
  ...more,
});
const page = (first: number, lines: readonly RollLine[], found = 498): RollPage => ({
  lines,
  found,
  first,
  counts: COUNTS,
});
const root = document.createElement("div");
let moderator: Moderator;
let fake: FakeForum;
const text = () => root.textContent ?? "";
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
const button = (words_: string) => [...root.querySelectorAll("button")].find((one) => one.textContent === words_);

async function open(role: Role = "moderator") {
  fake = fakeForum("desk");
  moderator = makeModerator(fake.forum, role);
  await act(async () =>
    render(
      <ModeratorProvider value={moderator}>
        <RollSheet />
      </ModeratorProvider>,
      root,
    ),
  );
  await pass(0);
}

beforeEach(async () => {
  await words("desk", "hall");
  document.body.replaceChildren(root);
  vi.useFakeTimers();
});
afterEach(async () => {
  await act(async () => render(null, root));
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it("says of each who, how, and whether they are here; the counts are of all", async () => {
  const lines = [
    line(1, { slip: 12, channel: "onsite", doing: "waiting", stance: "con" }),
    line(2, { name: "", level: "guest", presence: "left" }),
  ];
  vi.spyOn(rollApi, "page").mockResolvedValue(page(0, lines, 2));
  await open();
  const [first, second] = [...root.querySelectorAll("li")].map((one) => one.textContent);
  expect(first).toContain("현장 12번");
  expect(first).toContain(t("desk.roll.waiting", { camp: t("mark.con.words") }));
  expect(second).toContain(t("person.unnamed"));
  expect(second).toContain(t("desk.roll.only.left"));
  expect(text()).toContain("412명");
});

it("looks once one has stopped typing, from the first page on", async () => {
  const ask = vi.spyOn(rollApi, "page").mockResolvedValue(page(0, [line(1)]));
  await open();
  const field = root.querySelector("input") as HTMLInputElement;
  for (const typed of ["하", "하느", "하늘"]) {
    await act(async () => {
      field.value = typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await pass(100);
  }
  expect(ask).toHaveBeenCalledTimes(1);
  await pass(200);
  expect(ask.mock.calls.slice(1)).toEqual([["f1", { find: "하늘", only: "all", sort: "name", first: 0 }]]);
});

it("turns pages, and is asked for anew in a while, not whenever somebody comes", async () => {
  const ask = vi.spyOn(rollApi, "page").mockResolvedValue(
    page(
      0,
      Array.from({ length: 50 }, (_, n) => line(n)),
    ),
  );
  await open();
  await act(async () => button(t("desk.roll.next"))?.click());
  expect(document.activeElement?.tagName).toBe("UL");
  await pass(300);
  expect(ask.mock.calls.at(-1)?.[1].first).toBe(50);
  await pass(9_000);
  expect(ask).toHaveBeenCalledTimes(2);
  await pass(2_000);
  expect(ask).toHaveBeenCalledTimes(3);
});

it("keeps what it showed where it cannot be had, and says why", async () => {
  vi.spyOn(rollApi, "page")
    .mockResolvedValueOnce(page(0, [line(1)], 1))
    .mockRejectedValue(new TroubleError(0, "offline", {}));
  await open();
  await pass(11_000);
  expect(root.querySelector("[role=alert]")?.textContent).toBeTruthy();
  expect(text()).toContain("시민 1");
});

it("lets a moderator mute and remove with a reason, and lift a mute at once", async () => {
  vi.spyOn(rollApi, "page").mockResolvedValue(page(0, [line(1), line(2, { muted: true })], 2));
  await open();
  const menus = [...root.querySelectorAll<HTMLButtonElement>("li [aria-expanded]")];
  await act(async () => menus[0]?.click());
  await act(async () => button(t("desk.row.mute"))?.click());
  expect(moderator.sheet.value).toEqual({ kind: "mute", person: "p1", name: "시민 1" });
  expect(root.querySelectorAll("li .chip")).toHaveLength(1);
  await act(async () => menus[1]?.click());
  await act(async () => button(t("desk.mute.lift"))?.click());
  expect(fake.orders).toEqual([{ order: "unmute_person", person: "p2" }]);
});

it.each([
  ["clerk", "present"],
  ["moderator", "removed"],
] as const)("offers a %s nothing upon who is %s", async (role, presence) => {
  vi.spyOn(rollApi, "page").mockResolvedValue(page(0, [line(1, { presence })], 1));
  await open(role);
  expect(root.querySelectorAll("li")).toHaveLength(1);
  expect(root.querySelector("li [aria-expanded]")).toBeNull();
});
