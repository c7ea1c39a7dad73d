// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, it } from "vitest";
import type { LineView } from "../../../protocol/messages";
import { CaptionVoice } from "./caption_voice";
import { captionsAloud } from "./cue_settings";
import { LiveRegions } from "./live";

const line = (row: number, text: string): LineView => ({
  row,
  person: "p1",
  name: "이도현",
  text,
  caption: true,
  before: "",
});
const root = document.createElement("div");
document.body.append(root);
const show = (...lines: LineView[]) =>
  act(() =>
    render(
      <>
        <LiveRegions />
        <CaptionVoice lines={lines} />
      </>,
      root,
    ),
  );
const said = () => root.querySelector('[aria-live="polite"]')?.textContent;
afterEach(() => act(() => render(null, root)));

it("captions are read only to who wants it: what is new, once, and not what was said before", () => {
  const old = line(1, "먼저 한 말");
  show(old);
  show(old, line(2, "듣지 않는 말"));
  expect(said()).toBe("");
  captionsAloud.value = true;
  show(old, line(2, "듣지 않는 말"), line(3, "나무를 심읍시다."));
  expect(said()).toBe("이도현: 나무를 심읍시다.");
  captionsAloud.value = false;
});
