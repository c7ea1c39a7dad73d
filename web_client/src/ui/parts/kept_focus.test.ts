// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keepFocus } from "./kept_focus";

const settle = () => new Promise<void>((done) => setTimeout(done));
let end: () => void;

beforeEach(() => {
  document.body.innerHTML = `<main id="main" tabindex="-1">
    <section id="card" tabindex="-1"><p><button id="act">act</button></p></section><button id="other">other</button>
  </main>`;
  end = keepFocus(document);
  document.querySelector<HTMLElement>("#act")?.focus();
});
afterEach(() => end());

const gone = async (what: string) => {
  document.querySelector(what)?.remove();
  await settle();
  return document.activeElement?.id;
};

describe("a focus whose element is gone", () => {
  it("goes to the nearest place that still stands", async () => {
    expect(await gone("p")).toBe("card");
  });

  it("goes to the main part when the place is gone as well", async () => {
    expect(await gone("#card")).toBe("main");
  });

  it("goes to the next main part when all was drawn anew", async () => {
    document.body.innerHTML = "";
    await settle();
    document.body.innerHTML = '<main id="main" tabindex="-1" data-new></main>';
    await settle();
    expect(document.activeElement?.hasAttribute("data-new")).toBe(true);
  });

  it("stays where somebody put it, and where it never was", async () => {
    document.querySelector<HTMLElement>("#other")?.focus();
    expect(await gone("#card")).toBe("other");
    document.querySelector<HTMLElement>("#other")?.blur();
    document.querySelector("#main")?.append(document.createElement("p"));
    await settle();
    expect(document.activeElement).toBe(document.body);
  });
});
