// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it, vi } from "vitest";
import { t } from "../../../i18n/t";
import { RefusedError } from "../../../net/line";
import { Captions } from "./captions";
import { type FakeForum, fakeForum } from "./fake_forum.test-helper";

const line = { row: 7, person: "p1", name: "김하늘", text: "버스가 늦어요", caption: true, before: "" };
const parts = { floor: { part: "floor", speaker: { name: "김하늘" } }, lines: { part: "lines", lines: [line] } };

async function open(fake: FakeForum) {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  await act(() => render(<Captions forum={fake.forum} />, root));
}

const button = (words: string) => [...document.querySelectorAll("button")].find((one) => one.textContent === words);
const click = (words: string) => act(async () => button(words)?.click());
const fields = () => [...document.querySelectorAll("input")];

async function type(text: string, field = fields().at(-1)) {
  await act(() => {
    if (!field) throw new Error("no field");
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const submit = (form: HTMLFormElement | undefined) => act(async () => form?.requestSubmit());
const lastForm = () => [...document.querySelectorAll("form")].at(-1);

describe("captions", () => {
  it("are sent with Enter while the next line is typed", async () => {
    const fake = fakeForum(parts);
    await open(fake);
    await type("  여러분 안녕하세요 ");
    await submit(lastForm());
    expect(fake.given).toEqual([{ order: "caption", text: "여러분 안녕하세요" }]);
    expect(fields().at(-1)?.value).toBe("");
    await submit(lastForm());
    expect(fake.given).toHaveLength(1);
  });

  it("come back with the reason when they were refused", async () => {
    const fake = fakeForum(parts);
    fake.refuse = new RefusedError("nobody_speaks", {});
    await open(fake);
    await type("잃어버릴 수 없는 말");
    await submit(lastForm());
    await vi.waitFor(() => expect(document.body.textContent).toContain(t("refusal.nobody_speaks")));
    await click(t("captions.back"));
    expect(fields().at(-1)?.value).toBe("잃어버릴 수 없는 말");
  });

  it("are corrected, and taken off with a reason", async () => {
    const fake = fakeForum(parts);
    await open(fake);
    await click(t("captions.correct"));
    expect(fields()[0]?.value).toBe(line.text);
    await type("버스가 자주 늦어요", fields()[0]);
    await submit(document.querySelector("form") ?? undefined);
    await vi.waitFor(() => expect(fields()).toHaveLength(1));
    await click(t("captions.take_off"));
    await submit(document.querySelector("form") ?? undefined);
    await type("남의 전화번호", fields()[0]);
    await submit(document.querySelector("form") ?? undefined);
    expect(fake.given).toEqual([
      { order: "correct", row: 7, text: "버스가 자주 늦어요" },
      { order: "take_off", row: 7, reason: "남의 전화번호" },
    ]);
  });
});
