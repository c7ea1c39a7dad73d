// @vitest-environment happy-dom
import { render } from "preact";
import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RefusedError } from "../../net/line";
import { FormDialog } from "./form_dialog";
import { Problem, type Request, SubmitForm, useSubmit } from "./submit";

let root: HTMLElement;
let asked: { id: string; settle: (error?: Error) => void }[];
const request: Request = (id) =>
  new Promise((resolve, reject) => {
    asked.push({ id, settle: (error) => (error ? reject(error) : resolve(undefined)) });
  });

function Statement() {
  const [text, set] = useState("하나");
  const submit = useSubmit({ value: text, set });
  return (
    <SubmitForm submit={submit} send={() => submit.run(request)}>
      <input class="input" value={text} onInput={(event) => set(event.currentTarget.value)} />
      <Problem words={submit.problem} />
      <button type="submit" aria-disabled={submit.busy}>
        send
      </button>
    </SubmitForm>
  );
}

const field = () => root.querySelector("input") as HTMLInputElement;
const press = () =>
  act(async () => {
    root.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  });
const settle = (error?: Error) => act(async () => asked.at(-1)?.settle(error));
const type = (text: string) =>
  act(() => {
    field().value = text;
    field().dispatchEvent(new Event("input", { bubbles: true }));
  });

beforeEach(() => {
  asked = [];
  root = document.createElement("div");
  document.body.replaceChildren(root);
});
afterEach(() => render(null, root));

describe("a form that sends", () => {
  beforeEach(() => act(() => render(<Statement />, root)));

  it("sends once, however often one presses, and empties its field meanwhile", async () => {
    await act(async () => {
      for (let n = 0; n < 2; n += 1)
        root.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    });
    await press();
    expect([asked.length, field().value]).toEqual([1, ""]);
    expect(root.querySelector("button")?.getAttribute("aria-disabled")).toBe("true");
    await settle();
    expect([field().value, root.querySelector("button")?.getAttribute("aria-disabled")]).toEqual(["", "false"]);
  });

  it("gives a refused text back before what was typed since, says why and goes to the field", async () => {
    await press();
    await type("둘");
    await settle(new RefusedError("too_fast", { seconds: 3 }));
    expect(field().value).toBe("하나 둘");
    expect(root.querySelector('[role="alert"]')?.textContent).toContain("3초 뒤에 다시");
    expect(document.activeElement).toBe(field());
  });

  it("keeps the id of a request without an answer for the same words alone", async () => {
    await press();
    await settle(new RefusedError("no_answer", {}));
    await press();
    expect(asked[1]?.id).toBe(asked[0]?.id);
    await settle(new RefusedError("no_answer", {}));
    await type("둘");
    await press();
    expect(asked[2]?.id).not.toBe(asked[0]?.id);
  });

  it("takes a new id after the server refused", async () => {
    await press();
    await settle(new RefusedError("too_fast", { seconds: 3 }));
    await press();
    expect(asked[1]?.id).not.toBe(asked[0]?.id);
  });
});

describe("a dialog with a form", () => {
  let closed: number;
  const show = (missing: string | null) =>
    act(() =>
      render(
        <FormDialog
          title="신고"
          act="보내기"
          missing={missing}
          about="하나"
          send={request}
          onClose={() => {
            closed += 1;
          }}
        >
          <input class="input" />
        </FormDialog>,
        root,
      ),
    );

  beforeEach(() => {
    closed = 0;
  });

  it("begins in its first field and gives the focus back", async () => {
    const opener = document.createElement("button");
    document.body.append(opener);
    opener.focus();
    await show(null);
    expect(document.activeElement).toBe(field());
    act(() => render(null, root));
    expect(document.activeElement).toBe(opener);
  });

  it("says what is missing and sends nothing", async () => {
    await show("사유를 써 주세요");
    await press();
    expect([asked.length, root.querySelector('[role="alert"]')?.textContent]).toEqual([0, "사유를 써 주세요"]);
  });

  it("closes once it is done, and stays with the words of a refusal", async () => {
    await show(null);
    await press();
    await settle(new RefusedError("too_fast", { seconds: 3 }));
    expect([closed, root.querySelector('[role="alert"]')?.textContent]).toEqual([
      0,
      expect.stringContaining("3초 뒤에 다시"),
    ]);
    await press();
    await settle();
    expect(closed).toBe(1);
  });

  it("closes with Escape", async () => {
    await show(null);
    root.querySelector("dialog")?.dispatchEvent(new Event("cancel", { cancelable: true }));
    expect(closed).toBe(1);
  });
});
