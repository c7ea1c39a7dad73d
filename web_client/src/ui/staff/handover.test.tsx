// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TroubleError } from "../base/api";
import { refusal } from "../base/refusals";
import { HandoverButton } from "./handover";
import { handoverApi } from "./handover_api";

const made = { id: "h1", address: "https://a.kr/staff/take#t", picture: "data:,qr", now: 0, ends: 300_000 };
const seen = (state: "waiting" | "claimed" | "confirmed") => ({ state, digits: "47", device: "Pad" });
const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
const button = (words: RegExp) =>
  [...document.querySelectorAll("button")].find((one) => words.test(one.textContent ?? ""));
const click = (at: HTMLElement | undefined) =>
  act(async () => {
    at?.click();
    await vi.advanceTimersByTimeAsync(0);
  });

async function open() {
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  await act(() => render(<HandoverButton page="/hall/f1/desk" />, root));
  await click(button(/./));
}

describe("the first device", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(handoverApi, "begin").mockResolvedValue(made);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it("shows a code, then the digits of who scanned it, and confirms with one tap", async () => {
    vi.spyOn(handoverApi, "look").mockResolvedValueOnce(seen("waiting")).mockResolvedValue(seen("claimed"));
    const confirm = vi.spyOn(handoverApi, "confirm").mockResolvedValue(seen("confirmed"));
    await open();
    expect(document.querySelector("img")?.getAttribute("src")).toBe("data:,qr");
    await pass(2_000);
    expect(document.querySelector("img")).toBeNull();
    await click(button(/47/));
    expect(confirm).toHaveBeenCalledWith("h1");
    expect(document.querySelector("dialog [role=status]")?.textContent).toBeTruthy();
  });

  it("asks no more once it is claimed", async () => {
    const look = vi.spyOn(handoverApi, "look").mockResolvedValue(seen("claimed"));
    await open();
    await pass(5_000);
    expect(look).toHaveBeenCalledTimes(1);
  });

  it("says when the code lapsed, and asks no more", async () => {
    const look = vi.spyOn(handoverApi, "look").mockRejectedValue(new TroubleError(410, "handover_gone", {}));
    await open();
    await pass(5_000);
    expect(document.querySelector("dialog p[role=alert]")?.textContent).toBe(refusal("handover_gone"));
    expect(look).toHaveBeenCalledTimes(1);
  });
});
