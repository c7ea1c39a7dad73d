// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aim, SquareProvider } from "../base/context";
import { makePerson, makeSquare } from "../testing/fake_square.test-helper";
import { PersonDialog } from "./person";

describe("the card of a person picked in a drawn view", () => {
  let root: HTMLElement;
  let closed: number;
  const show = (slot: number, name: string) => {
    const fake = makeSquare();
    act(() =>
      render(
        <SquareProvider value={fake.square}>
          <PersonDialog
            person={makePerson(slot, name)}
            onClose={() => {
              closed += 1;
            }}
          />
        </SquareProvider>,
        root,
      ),
    );
    return fake;
  };
  const press = (words: string) =>
    act(() => [...root.querySelectorAll("button")].find((one) => one.textContent === words)?.click());

  beforeEach(() => {
    HTMLDialogElement.prototype.showModal ??= () => undefined;
    vi.stubGlobal("requestAnimationFrame", () => 0);
    closed = 0;
    root = document.createElement("div");
    document.body.replaceChildren(root);
    aim.value = { reach: "whisper", to: { participant: "p9", name: "가야" } };
  });

  afterEach(() => {
    act(() => render(null, root));
    vi.unstubAllGlobals();
  });

  it("offers first to talk, aloud, and closes", () => {
    const fake = show(1, "박순자");
    expect(root.querySelector(".dialog-body button")?.textContent).toBe("말 걸기");
    press("말 걸기");
    expect([closed, aim.value]).toEqual([1, { reach: "say", to: null }]);
    expect(fake.done).toEqual([]);
  });

  it("walks up first to whom words would hardly reach", () => {
    const fake = show(9, "진영단감");
    press("말 걸기");
    expect(fake.done).toEqual([["walkToPerson", "p9"]]);
  });
});
