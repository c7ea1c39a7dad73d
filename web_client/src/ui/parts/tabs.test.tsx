// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { tabKeys } from "./tabs";

describe("arrow keys in a row of tabs", () => {
  it("open the next one, round the end, and leave other keys alone", () => {
    const list = document.createElement("div");
    const opened: string[] = [];
    for (const name of ["a", "b", "c"]) {
      const tab = document.createElement("button");
      tab.setAttribute("role", "tab");
      tab.addEventListener("click", () => opened.push(name));
      list.append(tab);
    }
    list.addEventListener("keydown", tabKeys);
    document.body.replaceChildren(list);
    (list.firstElementChild as HTMLElement).focus();
    const handled = ["ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home", "x"].map((key) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
      return event.defaultPrevented;
    });
    expect(opened).toEqual(["b", "c", "a", "c", "a"]);
    expect(handled).toEqual([true, true, true, true, true, false]);
    expect(document.activeElement).toBe(list.firstElementChild);
  });
});
