// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RefusedError } from "../../net/line";
import { aim, SquareProvider } from "../base/context";
import { makeSquare } from "../testing/fake_square.test-helper";
import { sends } from "./compose";
import { Composer } from "./composer";

const press = { key: "Enter", shiftKey: false, isComposing: false, keyCode: 13 };

describe("Enter", () => {
  it("sends when it stands alone", () => {
    expect(sends(press)).toBe(true);
  });

  it.each([
    ["ends a syllable", { isComposing: true }],
    ["comes right after a syllable, as Safari says it", { keyCode: 229 }],
    ["comes with Shift, for a new line", { shiftKey: true }],
  ])("does not send when it %s", (_, more) => {
    expect(sends({ ...press, ...more })).toBe(false);
  });
});

describe("the composer", () => {
  let root: HTMLElement;
  let fake: ReturnType<typeof makeSquare>;
  const field = () => root.querySelector("textarea") as HTMLTextAreaElement;
  const type = (text: string) =>
    act(() => {
      field().value = text;
      field().dispatchEvent(new Event("input", { bubbles: true }));
    });
  const enter = (more: object = {}) =>
    act(async () => {
      field().dispatchEvent(new KeyboardEvent("keydown", { ...press, bubbles: true, cancelable: true, ...more }));
    });

  beforeEach(() => {
    vi.useFakeTimers();
    sessionStorage.clear();
    aim.value = { reach: "say", to: null };
    fake = makeSquare();
    root = document.createElement("div");
    document.body.replaceChildren(root);
    act(() =>
      render(
        <SquareProvider value={fake.square}>
          <Composer />
        </SquareProvider>,
        root,
      ),
    );
  });

  afterEach(() => {
    render(null, root);
    vi.useRealTimers();
  });

  it("tells how many hear before one sends", async () => {
    await act(async () => {
      await vi.advanceTimersByTimeAsync(10);
    });
    expect(root.querySelector("#hearers")?.textContent).toBe("지금 말하면 12 m 안의 9명이 듣습니다.");
  });

  it("says what was typed and is empty again", async () => {
    await type("안녕하세요");
    await enter();
    expect(fake.done).toContainEqual(["say", "say", null, "안녕하세요", expect.any(String)]);
    expect(field().value).toBe("");
  });

  it("sends nothing while a syllable is being made", async () => {
    await type("안녕하세ㅇ");
    await enter({ isComposing: true });
    expect(fake.done.filter(([name]) => name === "say")).toEqual([]);
    expect(field().value).toBe("안녕하세ㅇ");
  });

  it("keeps a refused text and says why, what next", async () => {
    fake.refuse.with = new RefusedError("too_fast", { seconds: 3 });
    await type("빨리 빨리");
    await enter();
    expect(field().value).toBe("빨리 빨리");
    expect(root.querySelector('[role="alert"]')?.textContent).toContain("3초 뒤에 다시");
  });

  it("keeps a draft over a reload", async () => {
    await type("쓰던 글");
    expect(sessionStorage.getItem("agora.draft")).toBe("쓰던 글");
  });

  it("asks how many hear at most every one and a half seconds while one types", async () => {
    await act(async () => {
      await vi.advanceTimersByTimeAsync(10);
    });
    for (let n = 1; n <= 20; n += 1) {
      await type("가".repeat(n));
      await act(async () => {
        await vi.advanceTimersByTimeAsync(100);
      });
    }
    const asked = fake.done.filter(([name]) => name === "countHearers").length;
    expect(asked).toBeLessThanOrEqual(3);
  });

  it("counts code points as the server does and warns past the limit", async () => {
    await type("😀".repeat(503));
    expect(root.textContent).toContain("3자 줄여 주세요");
  });
});
