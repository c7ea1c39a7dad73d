// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type FakeForum, fakeForum, NOW } from "../../../forum_client/fake_forum.test-helper";
import type { VoicedForumClient } from "../../../forum_client/forum_client";
import { words } from "../../../i18n/t";
import { SquareProvider } from "../../base/context";
import { makeSquare } from "../../testing/fake_square.test-helper";
import HereCard from "./here_card";

let root: HTMLElement;
let fake: FakeForum;

beforeEach(async () => {
  await words("hall");
  root = document.createElement("div");
  document.body.replaceChildren(root);
  fake = fakeForum("light");
  const silent = { say: () => true, send: () => true, hear: () => undefined };
  const forum: VoicedForumClient = { ...fake.forum, ...silent };
  await act(() =>
    render(
      <SquareProvider value={makeSquare().square}>
        <HereCard forum={forum} />
      </SquareProvider>,
      root,
    ),
  );
});
afterEach(() => act(() => render(null, root)));

it("tells what staff tell everybody, in a region that stands before its words", async () => {
  const told = () => root.querySelector(".announced")?.textContent ?? "";
  const region = root.querySelector("[role=status]");
  expect(told()).toBe("");
  await act(() => fake.change({ part: "announcement", text: "10분 쉽니다", at: NOW }));
  expect(told()).toContain("10분 쉽니다");
  expect(root.querySelector(".announced")?.parentElement).toBe(region);
  await act(() => fake.change({ part: "announcement", text: "", at: 0 }));
  expect(told()).toBe("");
});

it("says why a forum was called off", async () => {
  const head = fake.forum.parts.value.head;
  if (!head) throw new Error("no head");
  await act(() => fake.change({ ...head, phase: "closed", cancelled: "태풍 예보" }));
  expect(root.textContent).toContain("토론회를 취소했습니다. 까닭: 태풍 예보");
});
