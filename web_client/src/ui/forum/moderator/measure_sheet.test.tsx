// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeForum } from "../../../forum_client/fake_forum.test-helper";
import { t, words } from "../../../i18n/t";
import { ModeratorProvider, makeModerator } from "./context";
import { MuteSheet } from "./measure_sheet";

const root = document.createElement("div");
const button = (said: string) => [...root.querySelectorAll("button")].find((one) => one.textContent === said);
const press = (said: string) => act(async () => button(said)?.click());

beforeEach(async () => {
  await words("desk", "hall");
  document.body.replaceChildren(root);
});
afterEach(() => act(() => render(null, root)));

it("mutes for the length that is pressed and wants a reason", async () => {
  const fake = fakeForum("desk");
  const moderator = makeModerator(fake.forum, "moderator");
  moderator.sheet.value = { kind: "mute", person: "p1", name: "한가람" };
  await act(async () =>
    render(
      <ModeratorProvider value={moderator}>
        <MuteSheet person="p1" name="한가람" />
      </ModeratorProvider>,
      root,
    ),
  );
  expect(root.querySelector("[aria-pressed=true]")?.textContent).toBe(t("desk.mute.minutes", { n: 5 }));
  await press(t("desk.mute.do"));
  expect(fake.orders).toEqual([]);
  expect(root.textContent).toContain(t("refusal.reason_needed"));
  await press(t("desk.mute.to_the_end"));
  await press(t("desk.mute.repeat"));
  await press(t("desk.mute.do"));
  expect(fake.orders).toEqual([{ order: "mute_person", person: "p1", minutes: 0, reason: t("desk.mute.repeat") }]);
  await vi.waitFor(() => expect(moderator.sheet.value).toBeNull());
});
