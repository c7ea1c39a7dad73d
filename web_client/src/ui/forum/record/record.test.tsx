// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { TroubleError } from "../../base/api";
import { grouped, type Publication, recordApi } from "./record_api";
import RecordPage from "./record_page";
import { readSheet } from "./sheet";

const OUT: Publication = {
  title: "도서관을 지을까요",
  state: "closed",
  published: 1_795_860_000_000,
  may_read: true,
  may_publish: false,
  rows: 108,
  hash: "6e0164d15b057c9e",
  key: "03a107bf",
};
const PAGE = `<style>:root { --page: red } html { color: red } @media x { :root { --a: b } } html.large { top: 0 }
</style><main class="sheet"><header><h1>회의록</h1></header><p>말</p></main>`;

async function open(publication: Publication | TroubleError) {
  const look = vi.spyOn(recordApi, "look");
  if (publication instanceof TroubleError) look.mockRejectedValue(publication);
  else look.mockResolvedValue(publication);
  vi.spyOn(recordApi, "minutes").mockResolvedValue(PAGE);
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  await act(async () => render(<RecordPage id="f1" />, root));
  await act(async () => {}); // the answer, and what is drawn with it asks for the minutes
  await act(async () => {});
  return root;
}

const links = (root: HTMLElement) => [...root.querySelectorAll("a")].map((one) => one.getAttribute("href"));
const button = (root: HTMLElement, words: string) =>
  [...root.querySelectorAll("button")].find((one) => one.textContent?.includes(words));

describe("the page of the record", () => {
  afterEach(() => vi.restoreAllMocks());

  it("shows minutes that are out, with every file and the value of the chain", async () => {
    const root = await open(OUT);
    expect(root.querySelector("h1")?.textContent).toBe("도서관을 지을까요");
    expect(links(root)).toEqual(
      expect.arrayContaining(
        ["minutes.html", "minutes.pdf", "minutes.pdf?edition=large", "minutes.csv", "minutes.json", "record.json"].map(
          (name) => `/api/forums/f1/${name}`,
        ),
      ),
    );
    expect(root.textContent).toContain("6e01 64d1 5b05 7c9e");
    expect(root.querySelector(".minutes")?.shadowRoot?.textContent).toContain("말");
    expect(root.textContent).not.toContain("공개하기");
  });

  it("says that they are not out, why, and where to go on", async () => {
    const root = await open({ ...OUT, state: "open", published: 0, may_read: false });
    expect(root.querySelector("[role=status]")?.textContent).toContain("아직");
    expect(links(root)).toContain("/hall/f1");
    expect(links(root)).not.toContain("/api/forums/f1/minutes.pdf");
    expect(root.querySelector(".minutes")).toBeNull();
  });

  it("lets an officer publish with the names of those who agreed, and withdraw with a reason", async () => {
    const person = { person: "p1", number: "온라인 참여자 1", name: "가야 바람", named: false };
    const speakers = vi.spyOn(recordApi, "speakers").mockResolvedValue([person]);
    const publish = vi.spyOn(recordApi, "publish").mockResolvedValue(OUT);
    const withdraw = vi.spyOn(recordApi, "withdraw").mockResolvedValue(OUT);
    const root = await open({ ...OUT, may_publish: true });
    await act(async () => root.querySelector<HTMLInputElement>("fieldset input")?.click());
    speakers.mockResolvedValue([{ ...person, named: true }]);
    vi.spyOn(recordApi, "look").mockResolvedValue({ ...OUT, may_publish: true, published: OUT.published + 1 });
    await act(async () => root.querySelector<HTMLButtonElement>("section .button.filled")?.click());
    await act(async () => {});
    expect(publish).toHaveBeenCalledWith("f1", ["p1"]);
    expect(root.querySelector<HTMLInputElement>("fieldset input")?.checked).toBe(true);
    const reason = root.querySelector<HTMLInputElement>("details input");
    if (reason) reason.value = "이름이 틀림";
    await act(async () => void reason?.dispatchEvent(new Event("input", { bubbles: true })));
    await act(async () => button(root, "거두")?.click());
    expect(withdraw).toHaveBeenCalledWith("f1", "이름이 틀림");
  });

  it("words what went wrong", async () => {
    const root = await open(new TroubleError(404, "unknown_forum", {}));
    expect(root.querySelector("[role=alert]")?.textContent).toContain("토론회");
  });
});

describe("the sheet of the minutes", () => {
  it("takes its colours from the page around it, and has no title of its own", () => {
    const { style, content } = readSheet(PAGE);
    expect(style).not.toContain(":root");
    expect(style).toContain(":host { color: red }");
    expect(content.querySelector("h1")).toBeNull();
    expect(content.querySelector("h2")?.textContent).toBe("회의록");
    expect(readSheet("<p>").content.textContent).toBe("");
  });

  it("groups a value by four", () => {
    expect(grouped("0123456789")).toBe("0123 4567 89");
    expect(grouped("")).toBe("");
  });
});
