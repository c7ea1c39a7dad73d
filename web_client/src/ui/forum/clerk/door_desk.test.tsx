// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ForumClient, Parts } from "../../../forum_client/forum_client";
import { t } from "../../../i18n/t";
import { RefusedError } from "../../../net/line";
import type { OnsiteView } from "../../../protocol/messages";
import { DoorDesk } from "./door_desk";
import { fakeForum } from "./fake_forum.test-helper";

const person = (slip: number, changed: Partial<OnsiteView> = {}): OnsiteView => ({
  person: `p${slip}`,
  slip,
  name: "",
  level: "citizen",
  present: true,
  paper: [],
  linked: false,
  ...changed,
});

const field = () => document.querySelector<HTMLInputElement>("#slip");
const button = (words: string) =>
  [...document.querySelectorAll("button")].find((one) => one.textContent?.includes(words));

async function open(forum: ForumClient) {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  await act(() => render(<DoorDesk forum={forum} />, root));
}

async function type(text: string) {
  const input = field();
  if (!input) throw new Error("no field");
  await act(() => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const press = (key: string, at: Element | null) =>
  act(() => {
    at?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
const click = (at: HTMLElement | undefined) =>
  act(async () => {
    at?.click();
  });

const submit = () => act(async () => document.querySelector("form")?.requestSubmit());

describe("the door", () => {
  beforeEach(() => document.body.replaceChildren());

  it("checks slips in with the number and two times Enter, once it knows what is checked of everybody", async () => {
    const { forum, given } = fakeForum({ onsite: { part: "onsite", people: [person(11)] } });
    await open(forum);
    await type("12");
    await press("Enter", field());
    expect(document.activeElement?.getAttribute("name")).toBe("level");
    await submit();
    expect(given).toEqual([]);
    expect(document.querySelector(".hint.bad")?.textContent).toBe(t("clerk.level.first"));
    await click(document.querySelector<HTMLElement>("input[name=level]") ?? undefined);
    await submit();
    await type("13");
    await submit();
    expect(given).toEqual([12, 13].map((slip) => ({ order: "check_in", slip, level: "citizen", name: "" })));
    expect(document.querySelector("[role=status]")?.textContent).toContain("13");
    expect(document.activeElement).toBe(field());
  });

  it("offers the next number of the stack", async () => {
    const { forum } = fakeForum({ onsite: { part: "onsite", people: [person(11)] } });
    await open(forum);
    await click(button("12"));
    expect(field()?.value).toBe("12");
  });

  it("says in words why a slip cannot be given", async () => {
    const fake = fakeForum({ onsite: { part: "onsite", people: [] } });
    fake.refuse = new RefusedError("slip_taken", { slip: 12 });
    await open(fake.forum);
    await type("12");
    await click(document.querySelector<HTMLElement>("input[name=level]") ?? undefined);
    await submit();
    await vi.waitFor(() => expect(document.querySelector("[role=alert]")?.textContent).toContain("번호표"));
  });

  it("asks for the floor for somebody without a phone, for their camp", async () => {
    const { forum, given, parts } = fakeForum({ onsite: { part: "onsite", people: [person(12)] } });
    const floor = { part: "floor", offers: ["normal", "point_of_order"], stances: true };
    parts.value = { ...parts.value, floor } as unknown as Parts;
    await open(forum);
    await type("12");
    await click(button("찬성으로"));
    expect(given).toEqual([{ order: "ask_floor", person: "p12", kind: "normal", stance: "pro" }]);
  });

  it("issues a paper of the ballot that is open, and takes it back", async () => {
    const { forum, given, parts } = fakeForum({
      onsite: { part: "onsite", people: [person(12), person(13, { paper: ["b1"] })] },
    });
    const open_ = { id: "b1", state: "started", terms: { question: "도로" } };
    const over = { id: "b0", state: "finished", terms: { question: "공원" } };
    parts.value = { ...parts.value, desk: { part: "desk", ballots: [over, open_], papers: [] } } as unknown as Parts;
    await open(forum);
    await type("12");
    await click(button("투표지 주기"));
    await type("13");
    await click(button("투표지 돌려받기"));
    expect(given).toEqual([
      { order: "issue_paper", ballot: "b1", person: "p12" },
      { order: "return_paper", ballot: "b1", person: "p13" },
    ]);
  });

  it("finds somebody by the name they gave, initial consonants too", async () => {
    const many = Array.from({ length: 13 }, (_, index) => person(index + 1, { name: index === 4 ? "김하늘" : "" }));
    const { forum } = fakeForum({ onsite: { part: "onsite", people: many } });
    await open(forum);
    const search = document.querySelector<HTMLInputElement>("input:not(#slip)");
    await act(() => {
      if (!search) throw new Error("no search");
      search.value = "ㄱㅎㄴ";
      search.dispatchEvent(new Event("input", { bubbles: true }));
    });
    expect(document.querySelectorAll(".clerk-people li")).toHaveLength(1);
    await click(button("김하늘"));
    expect(field()?.value).toBe("5");
  });

  it("comes back to the number by a slash, but not while something is typed", async () => {
    const { forum } = fakeForum({ onsite: { part: "onsite", people: [] } });
    await open(forum);
    field()?.blur();
    await press("/", document.body);
    expect(document.activeElement).toBe(field());
  });
});
