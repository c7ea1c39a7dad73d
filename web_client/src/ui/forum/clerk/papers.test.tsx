// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it, vi } from "vitest";
import type { Parts } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import { type FakeForum, fakeForum } from "./fake_forum.test-helper";
import { Papers } from "./papers";

const terms = {
  question: "도로를 넓힐까요",
  options: [
    { id: "yes", label: "찬성" },
    { id: "no", label: "반대" },
  ],
  least: 1,
  most: 1,
  top: 1,
};

/** The desk with one ballot and its papers. */
const desk = (state: string, paper: object) => ({
  desk: {
    part: "desk",
    ballots: [{ id: "b1", state, terms }],
    papers: [{ ballot: "b1", issued: 10, entered: [], agreed: false, disputed: false, ...paper }],
  },
});

async function open(fake: FakeForum) {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  await act(() => render(<Papers forum={fake.forum} />, root));
}

async function fill(values: readonly string[]) {
  const fields = [...document.querySelectorAll("input")];
  await act(() => {
    values.forEach((value, index) => {
      const field = fields[index];
      if (!field) throw new Error("no such field");
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
}

const submit = () => act(async () => document.querySelector("form")?.requestSubmit());
const show = (fake: FakeForum, parts: object) =>
  act(() => {
    fake.parts.value = parts as Parts;
  });
const status = () => document.querySelector("[role=status]")?.textContent;

describe("paper counts", () => {
  it("are entered once the voting has ended, and not before", async () => {
    const fake = fakeForum(desk("started", {}));
    await open(fake);
    expect(document.querySelector("form")).toBeNull();
    await show(fake, desk("finished", {}));
    await fill(["10", "7", "2", "1"]);
    await submit();
    expect(fake.given).toEqual([
      { order: "enter_paper", ballot: "b1", papers: 10, totals: { yes: 7, no: 2 }, invalid: 1 },
    ]);
  });

  it("are looked at before they are sent", async () => {
    const fake = fakeForum(desk("finished", {}));
    await open(fake);
    await fill(["11", "11", "0", "0"]);
    await submit();
    expect(fake.given).toEqual([]);
    expect(document.querySelector(".hint.bad")?.textContent).toContain("10");
  });

  it("show an officer no more than that another one entered", async () => {
    const fake = fakeForum(desk("finished", { entered: ["o1"] }));
    await open(fake);
    expect(status()).toBe(t("papers.second"));
    expect(document.querySelectorAll("input")).toHaveLength(4);
    expect([...document.querySelectorAll("input")].map((field) => field.value)).toEqual(["", "", "", ""]);
  });

  it("wait for the other officer, and begin anew where both differ", async () => {
    const fake = fakeForum(desk("finished", {}));
    await open(fake);
    await fill(["10", "7", "2", "1"]);
    await submit();
    await show(fake, desk("finished", { entered: ["o1"] }));
    await vi.waitFor(() => expect(status()).toBe(t("papers.entered")));
    expect(document.querySelector("form")).toBeNull();
    await show(fake, desk("finished", { disputed: true }));
    expect(status()).toBe(t("papers.disputed"));
    expect(document.querySelector("form")).not.toBeNull();
    await show(fake, desk("finished", { entered: ["o1", "o2"], agreed: true }));
    expect(status()).toBe(t("papers.agreed"));
  });
});
